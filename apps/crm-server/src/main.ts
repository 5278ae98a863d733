#!/usr/bin/env node
import { runApp } from '@causeway/server';
import { hubspotKind } from '@causeway/hubspot';
import { salesforceKind } from '@causeway/salesforce';
import manifest from '../package.json' with { type: 'json' };
import { startDemo } from './demo-systems.ts';

await runApp({
  command: 'causeway-crm-server',
  title: manifest.description,
  version: manifest.version,
  kinds: [salesforceKind, hubspotKind],
  demo: startDemo,
});
