import { describe, expect, it } from 'vitest';
import { settingLines } from '../../../server/config/help.ts';
import { flagOf, isSecret, settingNames, settings, variableOf } from '../../../server/config/settings.ts';

describe('the help of the settings', () => {
  const text = settingLines();

  it.each(settingNames)('tells what %s is for, by its flag or, for a secret, its variable', (name) => {
    const spelled = isSecret(name) ? variableOf(name) : flagOf(name);
    const line = text.split('\n').find((candidate) => candidate.trim().split(/\s/)[0] === spelled);
    expect(line).toContain(settings[name].help);
  });

  it.each(['--config FILE', 'WS_CHAT_'])('mentions %s', (part) => {
    expect(text).toContain(part);
  });

  it('tells the defaults', () => {
    expect(text).toMatch(/--port N .* Default: 8080\./);
    expect(text).toMatch(/--log-level TEXT .* Default: info\./);
    expect(text).not.toContain('Default: .');
  });

  it('keeps the meanings in one column', () => {
    const columns = text
      .split('\n')
      .filter((line) => line.startsWith('  --'))
      .map((line) => /^ {2}--.*? {2,}/.exec(line)?.[0].length);
    expect(new Set(columns).size).toBe(1);
  });
});
