// The bridge to Slack as a process of its own, between a whole server and a stand-in for Slack.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keysOf, signatureOf } from '../../server/signing.ts';
import { eventOf } from '../../server/webhooks/event.ts';
import { startBridge, startBridged, untilTriedAgain, write, type Bridge } from '../support/bridge.ts';
import { runCommand } from '../support/command.ts';
import { entry } from '../support/drafts.ts';
import { startSlack, type Slack } from '../support/far-side.ts';
import { injections } from '../support/injections.ts';
import { JumpingClock } from '../support/jumping-clock.ts';
import { until } from '../support/until.ts';
import { webhookSecret } from '../support/webhook-receiver.ts';

// Each is three processes, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const numbered = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `message ${first + index}`);

/** As they stand in the channel. */
const byAnn = (texts: readonly string[]) => texts.map((text) => `[lobby] Ann: ${text}`);

describe('the bridge to Slack', () => {
  it('brings what is said, what is changed, and that something was taken back', async () => {
    await using slack = await startSlack();
    await using bridge = await startBridge('slack', { SLACK_WEBHOOK_URL: slack.url });
    await using server = await startBridged(bridge);
    const ann = await server.enter('Ann');
    await write(ann, 'Hello', 'two\nlines');
    await until('both', () => slack.texts.length === 2);
    ann.say({ type: 'edit', draftId: 'e1', ref: 1, text: 'Hello all' });
    ann.say({ type: 'remove', draftId: 'r1', ref: 2 });
    await until('all of it', () => slack.texts.length === 4);
    expect(slack.texts).toEqual([
      '[lobby] Ann: Hello',
      '[lobby] Ann: two\n      lines',
      '[lobby] Ann (changed): Hello all',
      '[lobby] A message was taken back by Ann.',
    ]);
  });

  it('lets nobody call anybody, whatever a text or a name says', async () => {
    await using slack = await startSlack();
    await using bridge = await startBridge('slack', { SLACK_WEBHOOK_URL: slack.url });
    await using server = await startBridged(bridge);
    const mallory = await server.enter('<!here>');
    const forged = ['<!channel> look', '<@U024BE7LH>', '<!subteam^S1|all>', '@channel', '&lt;!everyone&gt;'];
    const shown = injections.filter(
      (text) => !/[\n\r\u2028\u2029\u0085\v\f]/.test(text) && text.trim() === text,
    );
    await write(mallory, ...forged, ...shown, 'x\n[lobby] Ann: I resign');
    await until('all of it', () => slack.texts.length === forged.length + shown.length + 1);
    expect(slack.calls).toEqual([]);
    // And each is read as it was written.
    expect(slack.texts.slice(0, -1)).toEqual([...forged, ...shown].map((text) => `[lobby] <!here>: ${text}`));
    // No line that somebody makes up begins where a message begins.
    expect(slack.texts.at(-1)).toBe('[lobby] <!here>: x\n      [lobby] Ann: I resign');
  });

  it('brings everything afterwards, once and in order, when Slack had enough or failed for a while', async () => {
    await using slack = await startSlack();
    await using bridge = await startBridge('slack', { SLACK_WEBHOOK_URL: slack.url });
    const clock = new JumpingClock();
    await using server = await startBridged(bridge, clock);
    const ann = await server.enter('Ann');
    slack.fail({ status: 429, headers: { 'retry-after': '90' } });
    await write(ann, ...numbered(1, 5));
    await until('the first attempt', () => slack.asked === 1);
    await until('the complaint', () => server.telemetry.told.join().includes('answered with status 503'));
    // Slack is left alone for as long as it asked for.
    clock.jump(80_000);
    await write(await server.enter('Bo'), ...numbered(6, 8));
    expect(slack.asked).toBe(1);
    slack.fail({ status: 500 });
    await untilTriedAgain(clock, 'an attempt that fails', () => slack.asked >= 2);
    slack.fail();
    await untilTriedAgain(clock, 'all of it', () => slack.texts.length === 8);
    expect(slack.texts.map((text) => text.slice(text.indexOf(':') + 2))).toEqual(numbered(1, 8));
  });

  it('goes on where it was when Slack, or it itself, was not there for a while', async () => {
    const former = await startSlack();
    const first = await startBridge('slack', { SLACK_WEBHOOK_URL: former.url });
    const clock = new JumpingClock();
    await using server = await startBridged(first, clock);
    const ann = await server.enter('Ann');
    await write(ann, 'message 1');
    await until('the first', () => former.texts.length === 1);
    await former.close();
    await write(ann, 'message 2');
    await until('the failure', () => first.lines.join().includes('The far side could not be reached'));
    await using slack = await startSlack(former.port);
    await untilTriedAgain(clock, 'the second', () => slack.texts.length === 1);
    await until('its answer', () => server.telemetry.told.join().includes('takes what it is told again'));
    await first.kill();
    await write(await server.enter('Bo'), 'message 3', 'message 4');
    await until('the failure', () => server.telemetry.told.join().includes('could not be reached'));
    await using _second = await startBridge('slack', { SLACK_WEBHOOK_URL: slack.url }, first.port);
    await untilTriedAgain(clock, 'the rest', () => slack.texts.length === 3);
    expect(former.texts).toEqual(byAnn(['message 1']));
    expect(slack.texts.map((text) => text.slice(text.indexOf(':') + 2))).toEqual(numbered(2, 4));
    // The address is a secret: whoever has it writes into the channel.
    expect(first.lines.join()).not.toContain('/services/');
  });

  it('does not start without what it needs, and says what that is', async () => {
    using started = runCommand([], {
      program: 'examples/bridges/slack.ts',
      environment: { WEBHOOK_SECRET: webhookSecret },
    });
    const { code, stderr } = await started.ended;
    expect(code).toBe(1);
    expect(stderr).toBe(
      'SLACK_WEBHOOK_URL is not set: give it a value, as in SLACK_WEBHOOK_URL=https://hooks.slack.com/services/…\n',
    );
  });
});

describe('what all bridges take', () => {
  let slack: Slack;
  let bridge: Bridge;
  beforeAll(async () => {
    slack = await startSlack();
    bridge = await startBridge('slack', { SLACK_WEBHOOK_URL: slack.url });
  });
  afterAll(async () => {
    await bridge.kill();
    await slack.close();
  });

  const now = Math.floor(Date.now() / 1_000);
  const event = eventOf('lobby', entry(1));
  async function send(over: Record<string, string> = {}, body = event.body, time = now): Promise<number> {
    const signature = signatureOf(keysOf(webhookSecret)!, event, time);
    const own = { 'webhook-id': event.id, 'webhook-timestamp': `${time}`, 'webhook-signature': signature };
    return (await fetch(bridge.url, { method: 'POST', headers: { ...own, ...over }, body })).status;
  }

  it('is signed by the secret, and is not old', async () => {
    expect(await send({ 'webhook-signature': 'v1,AAAA' })).toBe(401);
    expect(await send({ 'webhook-signature': '' })).toBe(401);
    expect(await send({ 'webhook-signature': signatureOf([new Uint8Array(32)], event, now) })).toBe(401);
    expect(await send({ 'webhook-id': 'msg_other' })).toBe(401);
    expect(await send({}, event.body.replace('message 1', 'message 2'))).toBe(401);
    expect(await send({}, event.body, now - 400)).toBe(401);
    expect((await fetch(bridge.url)).status).toBe(401);
    expect(slack.asked).toBe(0);
  });

  it('is no longer than an entry can be', async () => {
    expect(await send({}, 'x'.repeat(256 * 1_024 + 1))).toBe(413);
    expect(await send({}, 'x'.repeat(256 * 1_024))).toBe(401);
  });

  it('is told once, however often it comes', async () => {
    expect(await send()).toBe(204);
    expect(await send()).toBe(204);
    expect(slack.texts).toEqual(['[lobby] Ann: message 1']);
  });
});
