import { createFaultEndpoint } from './create-fault-endpoint.mjs';

/** `node test/support/fault-endpoint/main.mjs '{"faultRate":0.3}'`: prints its address, serves until it is told to end. */
const endpoint = await createFaultEndpoint(JSON.parse(process.argv[2] ?? '{}'));
process.stdout.write(`${endpoint.baseUrl}\n`);
process.once('SIGTERM', () => endpoint.close().then(() => process.exit(0)));
