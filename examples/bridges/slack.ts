// Brings what is said in ws-chat to a Slack channel, by one of Slack’s incoming webhooks. See README.md beside it.
//
//   SLACK_WEBHOOK_URL=https://hooks.slack.com/services/… WEBHOOK_SECRET=whsec_… PORT=8090 node slack.ts
//
// Slack’s incoming webhooks can only add. So a change comes as a line of its own, and so does a removal: the words that
// were taken back stay in Slack until somebody deletes them there.
import { addressOf, ask } from './incoming-webhook.ts';
import { receiveWebhooks, setting } from './webhook.ts';

const address = addressOf(setting('SLACK_WEBHOOK_URL', 'https://hooks.slack.com/services/…'));

/** Slack’s markup begins with these: without them nobody can be called by <!channel> or <@U012>, nor links be dressed up. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Later lines are set in, so that none of them looks like somebody else’s message. */
function indented(text: string): string {
  return text.replaceAll(/[\n\u2028\u2029\u0085\v\f\r]+/g, '\n      ');
}

async function say(room: string, line: string): Promise<void> {
  await ask('POST', address, {
    text: escaped(`[${room}] ${indented(line)}`),
    // Stars and the like are shown as they are, and a bare @channel is no call.
    mrkdwn: false,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  });
}

await receiveWebhooks(async (entry, room) => {
  switch (entry.type) {
    case 'message': {
      // It was taken back before it came here: there is nothing to tell any more.
      if (entry.removed) return;
      const options = (entry.options ?? []).map((option, index) => `\n${index + 1}. ${option}`);
      return say(room, `${entry.from.name}: ${entry.text}${options.join('')}`);
    }
    case 'edit':
      if (entry.removed) return;
      return say(room, `${entry.from.name} (${entry.restored ? 'put back' : 'changed'}): ${entry.text}`);
    case 'removal':
      return say(room, `A message was taken back by ${entry.from.name}.`);
    case 'notice':
      return say(room, `Notice: ${entry.text}`);
    default:
      return;
  }
});
