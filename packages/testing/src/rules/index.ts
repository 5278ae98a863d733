import { accessCovers, accessEffect, trailTold } from './access.ts';
import { answers, cells } from './answers.ts';
import { apart, credentialUsed } from './apart.ts';
import { cancel } from './cancel.ts';
import { closeTwice, healthy } from './lifecycle.ts';
import { describedInput, jsonForms, namedOutput, strictInput } from './schemas.ts';
import { faultRules, retryAfter, signInRefused, unreachable } from './faults.ts';
import { keptWrite, lostAnswer, previewReads, readsOnly } from './writes.ts';
import { limited, longCells, pageBytes, pageRows } from './pages.ts';
import { listSize } from './list-size.ts';
import { names } from './names.ts';
import { previewed, verb } from './effects.ts';
import { refresh, requestCount, sentOnce } from './requests.ts';
import { sampled, telling } from './sampled.ts';
import { secrecyRules } from './secrecy.ts';
import { textLengths, visibleTexts } from './texts.ts';
import { untrustedMessages, untrustedText } from './untrusted.ts';
import type { Rule } from './rule.ts';

const shape: readonly Rule[] = [
  names,
  textLengths,
  visibleTexts,
  sampled,
  listSize,
  jsonForms,
  strictInput,
  describedInput,
  namedOutput,
  verb,
  previewed,
  limited,
];

const behaviour: readonly Rule[] = [
  answers,
  telling,
  cells,
  accessCovers,
  accessEffect,
  trailTold,
  readsOnly,
  previewReads,
  requestCount,
  sentOnce,
  credentialUsed,
  refresh,
  ...faultRules,
  signInRefused,
  unreachable,
  retryAfter,
  lostAnswer,
  keptWrite,
  cancel,
  apart,
  pageRows,
  pageBytes,
  longCells,
  healthy,
  closeTwice,
];

/** Everything that a connector is held to. */
export const rules: readonly Rule[] = [...shape, ...behaviour, ...secrecyRules, untrustedText, untrustedMessages];
