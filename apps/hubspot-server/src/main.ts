#!/usr/bin/env node
import { runApp } from '@causeway/server';
import { hubspotKind } from '@causeway/hubspot';
import manifest from '../package.json' with { type: 'json' };
import { startDemo } from './demo.ts';

await runApp({
  command: 'causeway-hubspot-server',
  title: manifest.description,
  version: manifest.version,
  kinds: [hubspotKind],
  demo: startDemo,
});
