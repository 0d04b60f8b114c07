// Talks to the running service with a client whose types were generated from its document.
import createClient from 'openapi-fetch';
import type { components, paths } from './settings.js';

const [baseUrl, token, webhookUrl] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });

function stop(problem: components['schemas']['Problem'] | undefined): never {
  console.error(problem?.type, problem?.detail);
  process.exit(1);
}

const submitted = await client.POST('/api/wa/v2/{channel}/settings', {
  params: { path: { channel: 'transactional' } },
  body: { webhook_url: webhookUrl, auth_type: 'bearer', api_key: 'your_api_key' },
});
const status = submitted.data ?? stop(submitted.error);
console.log('submitted', status.state);

const command = await client.GET('/api/wa/v2/commands/{command_id}', {
  params: { path: { command_id: status.command_id } },
});
console.log('command', (command.data ?? stop(command.error)).state);

const settings = await client.GET('/api/wa/v2/{channel}/settings', {
  params: { path: { channel: 'transactional' } },
});
console.log('settings', (settings.data ?? stop(settings.error)).api_key);

const refused = await client.POST('/api/wa/v2/{channel}/settings', {
  params: { path: { channel: 'transactional' } },
  body: { webhook_url: 'https://10.0.0.1/hook', auth_type: 'bearer', api_key: 'your_api_key' },
});
console.log('refused', refused.error?.code);
