// Defines the console's elements, once.
import { ActDialog } from './elements/act-dialog.ts';
import { ConfirmDialog } from './elements/confirm-dialog.ts';
import { CopyField } from './elements/copy-field.ts';
import { ModePanel } from './elements/mode-panel.ts';
import { ShieldPanel } from './elements/shield-panel.ts';
import { TalkLog } from './elements/talk-log.ts';
import { TryBox } from './elements/try-box.ts';
import { AuditPage } from './pages/audit-page.ts';
import { DataPage } from './pages/data-page.ts';
import { EmbedPage } from './pages/embed-page.ts';
import { HeldView } from './pages/held-view.ts';
import { PeopleView } from './pages/people-view.ts';
import { PermissionsPage } from './pages/permissions-page.ts';
import { ReportsView } from './pages/reports-view.ts';
import { RoomPage } from './pages/room-page.ts';
import { RoomsPage } from './pages/rooms-page.ts';
import { RulesPage } from './pages/rules-page.ts';
import { SearchView } from './pages/search-view.ts';
import { SettingsPage } from './pages/settings-page.ts';
import { SignIn } from './pages/sign-in.ts';
import { StaffPage } from './pages/staff-page.ts';
import { TalkView } from './pages/talk-view.ts';
import { WebhooksPage } from './pages/webhooks-page.ts';
import { WsChatConsole } from './ws-chat-console.ts';

const elements = {
  'ws-chat-console-act': ActDialog,
  'ws-chat-console-audit': AuditPage,
  'ws-chat-console-confirm': ConfirmDialog,
  'ws-chat-console-copy': CopyField,
  'ws-chat-console-data': DataPage,
  'ws-chat-console-embed': EmbedPage,
  'ws-chat-console-held': HeldView,
  'ws-chat-console-log': TalkLog,
  'ws-chat-console-mode': ModePanel,
  'ws-chat-console-people': PeopleView,
  'ws-chat-console-permissions': PermissionsPage,
  'ws-chat-console-reports': ReportsView,
  'ws-chat-console-room': RoomPage,
  'ws-chat-console-rooms': RoomsPage,
  'ws-chat-console-rules': RulesPage,
  'ws-chat-console-search': SearchView,
  'ws-chat-console-settings': SettingsPage,
  'ws-chat-console-shield': ShieldPanel,
  'ws-chat-console-sign-in': SignIn,
  'ws-chat-console-staff': StaffPage,
  'ws-chat-console-talk': TalkView,
  'ws-chat-console-try': TryBox,
  'ws-chat-console-webhooks': WebhooksPage,
  'ws-chat-console': WsChatConsole,
};

export function defineConsole(): void {
  if (customElements.get('ws-chat-console')) return;
  for (const [name, element] of Object.entries(elements)) customElements.define(name, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'ws-chat-console': WsChatConsole;
    'ws-chat-console-log': TalkLog;
  }
}
