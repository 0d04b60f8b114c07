// Submits settings with a static bearer key over Kafka, as an internal system, and follows their status to its end.
//
//   API_KEY=your_api_key node producer.mjs 127.0.0.1:9092 http://127.0.0.1:8080/.well-known/jwks.json demo http://127.0.0.1:9090/webhooks/transactional
import { randomUUID } from 'node:crypto';
import { CompactEncrypt, importJWK } from 'jose';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

const SOURCE = '/examples/node';
const apiKey = process.env.API_KEY;
const [broker, jwks, partner, webhookUrl] = process.argv.slice(2);
if (!apiKey || !webhookUrl) {
  console.error('Usage: API_KEY=... node producer.mjs BROKER JWKS_URL PARTNER WEBHOOK_URL');
  process.exit(2);
}
const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.ERROR });
const commandId = randomUUID();

/** The secrets, readable by the processor alone, and of use for this record and these destinations alone. */
async function seal(payload) {
  const { keys } = await (await fetch(jwks)).json();
  const protectedHeader = { alg: 'ECDH-ES', enc: 'A256GCM', kid: keys[0].kid };
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader(protectedHeader)
    .encrypt(await importJWK(keys[0], 'ECDH-ES'));
}

/** Starts to follow statuses; the promise within is kept by the one that ends the command, whose record lies there. */
async function follow(place) {
  const admin = kafka.admin();
  await admin.connect();
  const groupId = `examples-node-${randomUUID()}`;
  // From the end on as it is now, whenever this consumer gets its partitions.
  const ends = await admin.fetchTopicOffsets('wa.settings.status');
  await admin.setOffsets({ groupId, topic: 'wa.settings.status', partitions: ends.map(({ partition, offset }) => ({ partition, offset })) });
  await admin.disconnect();
  const consumer = kafka.consumer({ groupId }); // reads what is committed only, unless told otherwise
  await consumer.connect();
  await consumer.subscribe({ topics: ['wa.settings.status'] });
  const ended = new Promise((resolve) => {
    consumer.run({
      eachMessage: async ({ message }) => {
        const status = JSON.parse(message.value.toString());
        const isMine = status.source === SOURCE && status.command_id === commandId;
        if (!isMine || ['accepted', 'retrying'].includes(status.state)) {
          return;
        }
        // With ce_record it is of that record alone, which may be another one under the same id.
        const record = message.headers.ce_record?.toString();
        if (record === undefined || record === (await place)) {
          resolve(status);
        }
      },
    });
  });
  return { ended, consumer };
}

async function submit() {
  const key = `${partner}/transactional/default`;
  const sealedSecrets = await seal({ key, api_key: apiKey, webhook_url: webhookUrl });
  // kafkajs' own partitioner is murmur2 of the key, as Kafka's Java client does it.
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  await producer.connect();
  const [lies] = await producer.send({
    topic: 'wa.settings.commands',
    acks: -1,
    messages: [
      {
        key,
        headers: {
          ce_specversion: '1.0',
          ce_id: commandId,
          ce_source: SOURCE,
          ce_type: 'wa.settings.update.v2',
          ce_time: new Date().toISOString(),
          ce_partner: partner,
          ce_channel: 'transactional',
          'content-type': 'application/json',
        },
        value: JSON.stringify({ webhook_url: webhookUrl, auth_type: 'bearer', sealed_secrets: sealedSecrets }),
      },
    ],
  });
  await producer.disconnect();
  return `${lies.topicName}/${lies.partition}/${lies.baseOffset}`;
}

let published;
const { ended, consumer } = await follow(new Promise((resolve) => (published = resolve)));
published(await submit());
const status = await ended;
console.log(`${status.command_id} ${status.state} ${status.message}`);
status.errors?.forEach(({ field, message }) => console.log(`  ${field} ${message}`));
await consumer.disconnect();
process.exit(status.state === 'applied' ? 0 : 1);
