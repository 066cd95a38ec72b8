// What stands below the header: the messages, and where one writes; or why there is none of it.
import { html, nothing } from 'lit';
import type { Callable } from '../callable.ts';
import type { Acts } from '../controllers/acts.ts';
import type { Row } from '../rows/row.ts';
import type { Scene } from '../scene.ts';
import type { About } from './about.ts';
import { closedTemplate, type Closed } from './closed-template.ts';
import { emptyNotice, loadingNotice, missingNotice, refusedNotice, unreachableNotice } from './notices.ts';
import type { Times } from './times.ts';

export interface Conversation extends Scene {
  readonly times: Times;
  /** What of the log is shown. */
  readonly shown: readonly Row[];
  /** Whether the log has older messages than these, and newer ones. */
  readonly more: boolean;
  readonly isAhead: boolean;
  readonly isLoadingOlder: boolean;
  /** Whether so much is said that it is hard to read. */
  readonly isBusy: boolean;
  readonly unread: number;
  readonly callable: Callable;
  /** Whether there is something to say of the connection. */
  readonly isTrouble: boolean;
  /** What the server has said of why nobody comes in just now. */
  readonly why: string | undefined;
  /** Whether there is a place to write in. */
  readonly writes: boolean;
  /** There where the list cannot be fetched, or that place: tries once more. */
  readonly onListMissing: (() => void) | undefined;
  readonly onComposerMissing: (() => void) | undefined;
  readonly placeholder: string | undefined;
  /** As the page calls the visitor. */
  readonly name: string | undefined;
  /** The message that is answered or edited. */
  readonly about: About | undefined;
  /** What stands above the messages. */
  readonly above: unknown;
  readonly onRetryNow: () => void;
  /** What is to be done is done there. */
  readonly acts: Acts;
}

export function conversationTemplate(scene: Conversation) {
  const { state, strings } = scene;
  const { link, timeline } = state;
  const welcomed = timeline.epoch !== undefined;
  if (link.kind === 'stopped' && !welcomed) return refusedNotice(link.sentence, strings, scene.onRetryNow);
  return html`<slot name="before-log"></slot>${scene.above}${listTemplate(scene, welcomed)}
    ${scene.writes && !scene.onComposerMissing ? composerTemplate(scene, welcomed) : barTemplate(scene, welcomed)}`;
}

/** It takes from the conversation what it needs, once it has come. */
function composerTemplate(scene: Conversation, welcomed: boolean) {
  const { link, drafts } = scene.state;
  const status = welcomed || drafts.length > 0 ? statusTemplate(scene) : undefined;
  const closed = link.kind === 'stopped' ? closedBy(scene, link) : undefined;
  return html`<ws-chat-composer .conversation=${{ ...scene, status, closed }}></ws-chat-composer>`;
}

function listTemplate(scene: Conversation, welcomed: boolean) {
  const { state, strings } = scene;
  const { timeline, drafts, link } = state;
  if (!welcomed && drafts.length === 0) {
    if (!('attempt' in link)) return html`<div class="notice"></div>`;
    // A replay is in the room before it knows which time to show.
    if (link.kind === 'live')
      return html`<div class="notice late" role="status"><p>${strings.replayWaits}</p></div>`;
    if (state.signIn === 'needed') return unreachableNotice(strings.signInExpired, strings, nothing);
    if (!scene.isTrouble || link.attempt === 0) return loadingNotice(strings);
    const hint = strings.unreachableHint(new URL(scene.server, location.href).host);
    const why = state.signIn === 'failed' ? strings.signInFailed : (scene.why ?? hint);
    return unreachableNotice(why, strings, statusTemplate(scene));
  }
  if (timeline.entries.length + drafts.length === 0 && !timeline.more)
    return emptyNotice(strings, scene.writes);
  if (scene.onListMissing) return missingNotice(strings, scene.onListMissing);
  return html`<ws-chat-log
    .rows=${scene.shown}
    .label=${strings.messages(scene.heading)}
    .more=${scene.more}
    .ahead=${scene.isAhead}
    .loadingOlder=${scene.isLoadingOlder}
    .live=${link.kind === 'live'}
    .unread=${scene.unread}
    .busy=${scene.isBusy}
    .can=${state.may}
    .me=${state.you}
    .names=${scene.callable.names}
    .strings=${strings}
    .times=${scene.times}
  ></ws-chat-log>`;
}

/** Where nothing is written, only what there is to say of the connection. */
function barTemplate(scene: Conversation, welcomed: boolean) {
  const { state, strings, onComposerMissing: run } = scene;
  const { link } = state;
  const closed = run
    ? { sentence: strings.noConnection, action: { label: strings.retry, run } }
    : link.kind === 'stopped' && closedBy(scene, link);
  if (closed) return html`<div class="bar">${closedTemplate(closed)}</div>`;
  const status = welcomed ? statusTemplate(scene) : nothing;
  return html`<div class="bar state-line" part="status" role="status">${status}</div>`;
}

/** The server has sent us off for good; only the person may want to try again. */
function closedBy(
  { strings, onRetryNow }: Conversation,
  { code, sentence }: { readonly code: string; readonly sentence: string },
): Closed {
  return {
    // It has ended for this visitor alone: the server’s sentence says so.
    sentence: /401\d$/.test(code) ? sentence : `${strings.ended}. ${sentence}`,
    action: { label: strings.retry, run: onRetryNow },
  };
}

function statusTemplate({ state: { link, signIn }, strings, isTrouble, onRetryNow }: Conversation) {
  if (signIn === 'needed' && link.kind !== 'live') return strings.signInExpired;
  if (!isTrouble) return undefined;
  if (link.kind !== 'waiting') return strings.reconnecting;
  const seconds = Math.ceil((link.until - performance.now()) / 1_000);
  // Said once; only the eye is told how the seconds go.
  return html`${`${signIn === 'failed' ? strings.signInFailed : strings.noConnection} `}
    <span aria-hidden="true">${strings.retryIn(seconds)}</span>
    <button class="link-button" type="button" @click=${onRetryNow}>${strings.retryNow}</button>`;
}
