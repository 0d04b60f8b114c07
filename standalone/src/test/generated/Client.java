import generated.ApiClient;
import generated.ApiException;
import generated.api.SettingsApi;
import generated.model.AuthType;
import generated.model.Channel;
import generated.model.Settings;
import generated.model.Status;
import java.net.URI;

/** Talks to the running service with a client that was generated from its document. */
public class Client {

    public static void main(String[] arguments) throws ApiException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + arguments[1]));
        SettingsApi api = new SettingsApi(client);

        Status status = api.submitSettings(Channel.TRANSACTIONAL, settings(arguments[2]), null, null, null);
        System.out.println("submitted " + status.getState());
        System.out.println("command " + api.getCommand(status.getCommandId(), null).getState());
        System.out.println(
                "settings " + api.getSettings(Channel.TRANSACTIONAL, null, null).getApiKey());
        try {
            api.submitSettings(Channel.TRANSACTIONAL, settings("https://10.0.0.1/hook"), null, null, null);
        } catch (ApiException e) {
            System.out.println("refused " + e.getCode() + " " + e.getResponseBody().contains("\"code\":2020"));
        }
    }

    private static Settings settings(String webhookUrl) {
        return new Settings()
                .webhookUrl(URI.create(webhookUrl))
                .authType(AuthType.BEARER)
                .apiKey("your_api_key");
    }
}
