import { byKeyword, dayOf, holdsKeyword, htmlToText, startOfDay, toZonedIso } from '@causeway/core';
import { describe, expect, it } from 'vitest';
import { assert, constantFrom, integer, property } from 'fast-check';

describe('zones', () => {
  it('writes an instant with the offset of the zone, on both sides of a change of clocks', () => {
    expect(toZonedIso(Date.parse('2026-10-25T00:59:59Z'), 'Europe/Berlin')).toBe('2026-10-25T02:59:59+02:00');
    expect(toZonedIso(Date.parse('2026-10-25T01:00:00Z'), 'Europe/Berlin')).toBe('2026-10-25T02:00:00+01:00');
    expect(toZonedIso(Date.parse('2026-01-01T00:30:00Z'), 'America/Los_Angeles')).toBe('2025-12-31T16:30:00-08:00');
    expect(toZonedIso(Date.parse('2026-01-01T00:00:00Z'), 'Asia/Kolkata')).toBe('2026-01-01T05:30:00+05:30');
  });

  it('knows the calendar day of an instant, and when a day begins', () => {
    expect(dayOf(Date.parse('2026-01-01T00:30:00Z'), 'America/Los_Angeles')).toBe('2025-12-31');
    expect(new Date(startOfDay('2026-10-26', 'Europe/Berlin')).toISOString()).toBe('2026-10-25T23:00:00.000Z');
    expect(new Date(startOfDay('2026-10-25', 'Europe/Berlin')).toISOString()).toBe('2026-10-24T22:00:00.000Z');
  });

  it('writes the same instant that it was given', () => {
    const zone = constantFrom('Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'UTC', 'Pacific/Auckland');
    assert(property(integer({ min: 0, max: 4_102_444_800 }), zone, (s, name) => Date.parse(toZonedIso(s * 1_000, name)) === s * 1_000));
  });
});

describe('keywords', () => {
  const names = ['email', 'hs_email_bounce', 'emails_sent', 'work_email'].map((name) => ({ name, label: name }));

  it('are found in names and labels, the best fit first', () => {
    expect(names.toSorted(byKeyword('EMAIL')).map(({ name }) => name)).toEqual(['email', 'emails_sent', 'hs_email_bounce', 'work_email']);
    expect(holdsKeyword('mail', { name: 'x', label: 'E-Mail' })).toBe(true);
    expect(holdsKeyword('phone', { name: 'x', label: 'E-Mail' })).toBe(false);
    expect(holdsKeyword(undefined, { name: 'x', label: 'y' })).toBe(true);
  });
});

describe('rich text', () => {
  it('is read as text, without what a browser would not show', () => {
    expect(htmlToText('<p>Hello &amp; <b>welcome</b></p><ul><li>one</li><li>two</li></ul><script>steal()</script><!-- hidden -->')).toBe(
      'Hello & welcome\n- one\n- two',
    );
  });
});

it.each(['<', '<p', '<li ', '<script>', '<!--', '&#', '</script '])('rich text of nothing but %j is read at once', (part) => {
  const start = performance.now();
  htmlToText(part.repeat(50_000));
  expect(performance.now() - start).toBeLessThan(2_000);
});
