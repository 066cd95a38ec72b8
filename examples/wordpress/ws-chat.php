<?php
/**
 * Plugin Name: ws-chat
 * Description: Live chat from a ws-chat server of your own: in the corner of every page, or where [ws-chat] stands. Whoever is signed in here is a member there.
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: MIT
 * Text Domain: ws-chat
 */

declare(strict_types=1);

namespace WsChat;

defined('ABSPATH') || exit;

/** The one option that holds all settings; only the secret may stand in wp-config.php instead, as WS_CHAT_SECRET. */
const OPTION = 'ws_chat';

/** What ws-chat takes for a secret, and for the name of a room. */
const LEAST_SECRET_BYTES = 32;
const ROOM = '/^[a-z0-9][a-z0-9._-]{0,63}$/D';

/** How long a token is good for: the chat asks for another one by itself. */
const TOKEN_SECONDS = 600;

add_action('admin_init', __NAMESPACE__ . '\register_settings');
add_action('admin_menu', __NAMESPACE__ . '\add_settings_page');
add_action('rest_api_init', __NAMESPACE__ . '\register_route');
add_action('wp_footer', __NAMESPACE__ . '\show_floating');
add_shortcode('ws-chat', __NAMESPACE__ . '\show_inline');
register_uninstall_hook(__FILE__, __NAMESPACE__ . '\forget_everything');

function forget_everything(): void
{
    delete_option(OPTION);
}

/** @return array{server: string, room: string, mode: string, secret: string} */
function settings(): array
{
    $stored = get_option(OPTION, []);
    return array_merge(
        ['server' => '', 'room' => 'lobby', 'mode' => 'shortcode', 'secret' => ''],
        is_array($stored) ? $stored : []
    );
}

function secret(): string
{
    return defined('WS_CHAT_SECRET') ? (string) WS_CHAT_SECRET : settings()['secret'];
}

// In the page.

/**
 * [ws-chat room="lobby" heading="Talk to us"]
 *
 * @param array<string, string>|string $attributes
 */
function show_inline($attributes): string
{
    $given = shortcode_atts(['room' => settings()['room'], 'heading' => ''], $attributes, 'ws-chat');
    $room = (string) $given['room'];
    if (settings()['server'] === '') {
        return hint(__('The chat is not set up yet: its server’s address is missing in the settings.', 'ws-chat'));
    }
    if (preg_match(ROOM, $room) !== 1) {
        return hint(room_sentence());
    }
    return element('inline', $room, (string) $given['heading']);
}

/** In the corner of every page, where the settings say so. */
function show_floating(): void
{
    ['server' => $server, 'room' => $room, 'mode' => $mode] = settings();
    if ($server === '' || $mode !== 'floating') {
        return;
    }
    // Everything in it is escaped where it is made.
    echo element('floating', $room, ''); // phpcs:ignore WordPress.Security.EscapeOutput
}

/** Visitors have no use for what only an editor can mend. */
function hint(string $sentence): string
{
    return current_user_can('edit_posts') ? '<p>' . esc_html($sentence) . '</p>' : '';
}

function element(string $mode, string $room, string $heading): string
{
    enqueue();
    $server = settings()['server'];
    $attributes = ['server' => $server, 'room' => $room, 'mode' => $mode] + ($heading === '' ? [] : ['heading' => $heading]);
    $html = '<ws-chat';
    foreach ($attributes as $name => $value) {
        $html .= sprintf(' %s="%s"', $name, esc_attr($value));
    }
    return $html . '></ws-chat>';
}

/** The script, once a page; for who is signed in, with the way to a token before it. */
function enqueue(): void
{
    if (wp_script_is('ws-chat')) {
        return;
    }
    wp_enqueue_script('ws-chat', settings()['server'] . '/ws-chat.js', [], null, ['in_footer' => true, 'strategy' => 'async']);
    if (is_user_logged_in() && secret() !== '') {
        wp_add_inline_script('ws-chat', sign_in_script(), 'before');
    }
}

/** A page that was open for a day has an old nonce: WordPress gives a fresh one to who is still signed in. */
function sign_in_script(): string
{
    $values = [
        'token' => esc_url_raw(rest_url('ws-chat/v1/token')),
        'renewal' => admin_url('admin-ajax.php?action=rest-nonce'),
        'nonce' => wp_create_nonce('wp_rest'),
    ];
    $json = wp_json_encode($values, JSON_HEX_TAG | JSON_HEX_AMP);
    return <<<JS
    (() => {
      const at = {$json};
      const ask = () => fetch(at.token, { method: 'POST', credentials: 'same-origin', headers: { 'X-WP-Nonce': at.nonce } });
      const tokenProvider = async () => {
        let answer = await ask();
        if (answer.status === 403) {
          at.nonce = await (await fetch(at.renewal, { credentials: 'same-origin' })).text();
          answer = await ask();
        }
        if (!answer.ok) throw new Error('WordPress did not sign the visitor in.');
        return (await answer.json()).token;
      };
      const sign = () => {
        for (const chat of document.querySelectorAll('ws-chat')) chat.tokenProvider = tokenProvider;
      };
      sign();
      document.addEventListener('DOMContentLoaded', sign);
    })();
    JS;
}

// Tokens.

/** WordPress itself takes who comes with a cookie and without the right nonce for nobody. */
function register_route(): void
{
    register_rest_route('ws-chat/v1', '/token', [
        'methods' => 'POST',
        'callback' => __NAMESPACE__ . '\answer_token',
        'permission_callback' => 'is_user_logged_in',
    ]);
}

/** @return \WP_REST_Response|\WP_Error */
function answer_token()
{
    if (strlen(secret()) < LEAST_SECRET_BYTES || settings()['server'] === '') {
        return new \WP_Error('ws_chat_not_set_up', __('The chat signs nobody in: its server or its secret is missing in the settings.', 'ws-chat'), ['status' => 501]);
    }
    $response = new \WP_REST_Response(['token' => token(wp_get_current_user())]);
    $response->header('Cache-Control', 'no-store');
    return $response;
}

/** What docs/members.md of ws-chat asks for: a JSON Web Token, signed by HMAC with SHA-256. */
function token(\WP_User $user): string
{
    $name = trim((string) $user->display_name);
    $claims = [
        'iss' => issuer(),
        'aud' => settings()['server'],
        'sub' => (string) $user->ID,
        'name' => $name === '' ? sprintf('Member %d', $user->ID) : $name,
        'iat' => time(),
        'exp' => time() + TOKEN_SECONDS,
    ];
    // Whoever moderates the comments moderates the chat.
    if (user_can($user, 'moderate_comments')) {
        $claims['role'] = 'moderator';
    }
    /** Lets the site say more or less: a picture, other roles, the only rooms. */
    $claims = apply_filters('ws_chat_claims', $claims, $user);
    $content = encode(['alg' => 'HS256', 'typ' => 'JWT']) . '.' . encode($claims);
    return $content . '.' . base64url(hash_hmac('sha256', $content, secret(), true));
}

/** @param array<string, mixed> $part */
function encode(array $part): string
{
    return base64url(json_encode($part, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR));
}

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

function issuer(): string
{
    return untrailingslashit(home_url());
}

// Settings.

function register_settings(): void
{
    register_setting(OPTION, OPTION, [
        'type' => 'array',
        'sanitize_callback' => __NAMESPACE__ . '\checked',
        'show_in_rest' => false,
    ]);
}

function add_settings_page(): void
{
    add_options_page('ws-chat', 'ws-chat', 'manage_options', 'ws-chat', __NAMESPACE__ . '\show_settings');
}

/**
 * What can be used; for what cannot, a sentence, and what was there before.
 *
 * @param mixed $given
 * @return array{server: string, room: string, mode: string, secret: string}
 */
function checked($given): array
{
    $given = is_array($given) ? array_filter($given, 'is_string') : [];
    $settings = settings();
    $server = untrailingslashit(trim($given['server'] ?? ''));
    if ($server === '' || is_server($server)) {
        $settings['server'] = $server;
    } else {
        complain('server', __('The server’s address cannot be used: give it whole and by https, as in https://chat.example.com.', 'ws-chat'));
    }
    $room = trim($given['room'] ?? '');
    if (preg_match(ROOM, $room) === 1) {
        $settings['room'] = $room;
    } else {
        complain('room', room_sentence());
    }
    $settings['mode'] = ($given['mode'] ?? '') === 'floating' ? 'floating' : 'shortcode';
    $secret = trim($given['secret'] ?? '');
    if (isset($given['forget'])) {
        $settings['secret'] = '';
    } elseif (strlen($secret) >= LEAST_SECRET_BYTES) {
        $settings['secret'] = $secret;
    } elseif ($secret !== '') {
        complain('secret', __('The secret is too short: it needs 32 bytes or more, as openssl rand -base64 48 makes them.', 'ws-chat'));
    }
    return $settings;
}

function complain(string $field, string $sentence): void
{
    add_settings_error(OPTION, OPTION . '_' . $field, $sentence);
}

function room_sentence(): string
{
    return __('The room cannot be used: its name has up to 64 lower-case letters, digits, dots, hyphens and underscores, as in lobby.', 'ws-chat');
}

/** Plain http is for a server on this machine alone: everything else could be read and changed on its way. */
function is_server(string $address): bool
{
    $parts = wp_parse_url($address);
    if (!is_array($parts) || !isset($parts['scheme'], $parts['host'])) {
        return false;
    }
    $is_here = in_array($parts['host'], ['localhost', '127.0.0.1', '[::1]'], true);
    return ($parts['scheme'] === 'https' || ($parts['scheme'] === 'http' && $is_here))
        && array_diff_key($parts, array_flip(['scheme', 'host', 'port', 'path'])) === []
        && esc_url_raw($address) === $address;
}

function show_settings(): void
{
    if (!current_user_can('manage_options')) {
        return;
    }
    ['server' => $server, 'room' => $room, 'mode' => $mode, 'secret' => $stored] = settings();
    $origin = preg_replace('#^(https?://[^/]+).*$#', '$1', home_url());
    $flags = sprintf("--origin '%s' --member-issuer '%s' --member-audience '%s'", $origin, issuer(), $server);
    ?>
    <div class="wrap">
      <h1>ws-chat</h1>
      <form action="options.php" method="post">
        <?php settings_fields(OPTION); ?>
        <table class="form-table" role="presentation">
          <tr>
            <th scope="row"><label for="ws-chat-server"><?php esc_html_e('Server', 'ws-chat'); ?></label></th>
            <td><input id="ws-chat-server" class="regular-text" type="url" name="ws_chat[server]" placeholder="https://chat.example.com" value="<?php echo esc_attr($server); ?>"></td>
          </tr>
          <tr>
            <th scope="row"><label for="ws-chat-room"><?php esc_html_e('Room', 'ws-chat'); ?></label></th>
            <td>
              <input id="ws-chat-room" type="text" name="ws_chat[room]" maxlength="64" value="<?php echo esc_attr($room); ?>">
              <p class="description"><?php esc_html_e('auto makes a room of each page’s path.', 'ws-chat'); ?></p>
            </td>
          </tr>
          <tr>
            <th scope="row"><?php esc_html_e('Where', 'ws-chat'); ?></th>
            <td>
              <label><input type="radio" name="ws_chat[mode]" value="shortcode"<?php checked_attribute($mode !== 'floating'); ?>> <?php esc_html_e('Where [ws-chat] stands', 'ws-chat'); ?></label><br>
              <label><input type="radio" name="ws_chat[mode]" value="floating"<?php checked_attribute($mode === 'floating'); ?>> <?php esc_html_e('In the corner of every page, too', 'ws-chat'); ?></label>
            </td>
          </tr>
          <?php if (!defined('WS_CHAT_SECRET')) : ?>
          <tr>
            <th scope="row"><label for="ws-chat-secret"><?php esc_html_e('Secret', 'ws-chat'); ?></label></th>
            <td>
              <input id="ws-chat-secret" class="regular-text" type="password" name="ws_chat[secret]" autocomplete="new-password" value="">
              <p class="description"><?php echo $stored === '' ? esc_html__('None yet: everybody is a guest.', 'ws-chat') : esc_html__('There is one. It stays unless you write another.', 'ws-chat'); ?></p>
              <label><input type="checkbox" name="ws_chat[forget]" value="1"> <?php esc_html_e('Forget it', 'ws-chat'); ?></label>
            </td>
          </tr>
          <?php endif; ?>
        </table>
        <p><?php esc_html_e('Your ws-chat server has to be started with the same secret and with these:', 'ws-chat'); ?></p>
        <p><code><?php echo esc_html($flags); ?></code></p>
        <?php submit_button(); ?>
      </form>
    </div>
    <?php
}

function checked_attribute(bool $is_checked): void
{
    echo $is_checked ? ' checked' : '';
}
