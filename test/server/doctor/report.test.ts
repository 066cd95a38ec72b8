import { describe, expect, it } from 'vitest';
import { fine, wrong, type Finding } from '../../../server/doctor/finding.ts';
import { closing, findingText, reportJson } from '../../../server/doctor/report.ts';
import { readTarget } from '../../../server/doctor/target.ts';

const target = readTarget({ url: 'https://chat.example.com/chat', origin: 'https://www.example.com' });

const good: Finding = { check: 'name', ...fine('It is one.') };
const bad: Finding = { check: 'idle', ...wrong('It was cut.', 'Raise it.', { remedy: 'silence' }) };
const unknown: Finding = { check: 'stream', result: 'cannot tell', cause: 'Not offered.' };
const skipped: Finding = { check: 'idle', result: 'skipped', cause: 'Not looked at.' };

const plain = { colours: false, proxies: ['nginx'] } as const;

describe('for a person', () => {
  it('is a line for each check, and below it what is to be done where it answered', () => {
    expect(findingText(good, target, plain)).toBe('✓ name         It is one.\n');
    expect(findingText(bad, target, plain)).toBe(
      `✗ idle         It was cut.
               Raise it.
               nginx:
                 proxy_read_timeout 90s;
                 proxy_send_timeout 90s;
`,
    );
    expect(findingText(unknown, target, plain)).toBe('? stream       Not offered.\n');
    expect(findingText(skipped, target, plain)).toBe('– idle         Not looked at.\n');
  });

  it('shows what is to be done for every proxy where none named itself', () => {
    const text = findingText(bad, target, { colours: false, proxies: [] });
    for (const proxy of ['nginx', 'Caddy', 'Apache', 'HAProxy']) expect(text).toContain(`  ${proxy}:\n`);
    // A silent connection's time cannot be set there.
    expect(text).not.toContain('Cloudflare');
    expect(text).toContain('"/chat/"');
  });

  it('has colours where they are wanted', () => {
    expect(findingText(bad, target, { ...plain, colours: true })).toContain('\u001B[31m✗\u001B[0m idle');
  });

  it('lets nothing that was answered steer the terminal', () => {
    const steering: Finding = { check: 'path', ...fine('It says \u001B[2J\u202E and\nmore.') };
    expect(findingText(steering, target, plain)).toBe('✓ path         It says  [2J  and more.\n');
  });

  it.each([
    [[good], '\nNothing is wrong.\n'],
    [[good, unknown], '\nNothing is wrong; 1 cannot be told from here.\n'],
    [[bad, skipped], '\nOne thing is wrong; 1 not looked at.\n'],
    [[bad, bad, unknown, skipped], '\n2 things are wrong; 1 cannot be told from here, 1 not looked at.\n'],
  ])('ends with how many are what', (findings, sentence) => {
    expect(closing(findings)).toBe(sentence);
  });
});

it('is all of it for a program, with what to change in each proxy', () => {
  const report = JSON.parse(reportJson([good, bad, skipped], target, [])) as Record<string, unknown>;
  expect(report).toEqual({
    url: 'https://chat.example.com/chat',
    origin: 'https://www.example.com',
    room: 'lobby',
    proxies: [],
    fine: false,
    findings: [
      { check: 'name', result: 'fine', cause: 'It is one.' },
      {
        check: 'idle',
        result: 'wrong',
        cause: 'It was cut.',
        cure: 'Raise it.',
        change: {
          nginx: 'proxy_read_timeout 90s;\nproxy_send_timeout 90s;',
          Caddy: expect.stringContaining('stream_timeout') as string,
          Apache: expect.stringContaining('timeout=90') as string,
          HAProxy: 'timeout tunnel 90s',
        },
      },
      { check: 'idle', result: 'skipped', cause: 'Not looked at.' },
    ],
  });
});
