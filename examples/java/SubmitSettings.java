import io.wasettings.common.settings.Credentials.Bearer;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.settings.ValidSettings;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.producer.ProducerSettings;
import io.wasettings.producer.SealingKeySource;
import io.wasettings.producer.SettingsCommand;
import io.wasettings.producer.SettingsCommandProducer;
import io.wasettings.producer.Submission;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Submits settings with a static bearer key over Kafka, as an internal system, and follows their status to its end. */
public class SubmitSettings {

    public static void main(String[] arguments) throws Exception {
        String apiKey = System.getenv("API_KEY");
        if (arguments.length != 4 || apiKey == null || apiKey.isEmpty()) {
            System.err.println("Usage: API_KEY=... java SubmitSettings.java BROKER JWKS_URL PARTNER WEBHOOK_URL");
            System.exit(2);
        }
        String broker = arguments[0];
        URI keys = URI.create(arguments[1]);
        String partner = arguments[2];
        String webhookUrl = arguments[3];

        try (SettingsCommandProducer producer = SettingsCommandProducer.start(
                ProducerSettings.of("/examples/java", Map.of("bootstrap.servers", broker)), SealingKeySource.at(keys))) {
            ValidSettings settings = new ValidSettings(webhookUrl, null, new Bearer(apiKey));

            Submission submission = producer.submit(SettingsCommand.of(partner, Channel.TRANSACTIONAL, settings));

            Status status = submission.ended().get(60, TimeUnit.SECONDS);
            System.out.println(submission.commandId() + " " + status.state().wireName() + " " + status.message());
            status.errors().forEach(error -> System.out.println("  " + error.field() + " " + error.message()));
            System.exit(status.state() == State.APPLIED ? 0 : 1);
        }
    }
}
