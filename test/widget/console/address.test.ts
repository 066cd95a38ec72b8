import { expect } from 'chai';
import { hashOf, keyOf, placeOf, type Place } from '../../../widget/console/address.ts';

describe('the address of a surface', () => {
  const places: readonly Place[] = [
    { kind: 'rooms' },
    { kind: 'room', room: 'lobby', view: 'talk', who: undefined },
    { kind: 'room', room: 'team-1.x', view: 'permissions', who: undefined },
    { kind: 'room', room: 'lobby', view: 'search', who: 'm.a&b=c/d?e' },
    { kind: 'defaults', view: 'audit' },
    { kind: 'staff' },
    { kind: 'webhooks' },
    { kind: 'embed' },
    { kind: 'data', who: 'ann' },
  ];
  for (const place of places)
    it(`leads back to where it came from: ${hashOf(place)}`, () => {
      expect(placeOf(hashOf(place))).to.deep.equal(place);
    });

  it('begins with the rooms where it is none', () => {
    for (const hash of ['', '#', '#/', '#/nowhere', '#/rooms/No Room', '#/rooms/%E0%A4%A'])
      expect(placeOf(hash), hash).to.deep.equal({ kind: 'rooms' });
  });

  it('shows the conversation where a room has no such view', () => {
    expect(placeOf('#/rooms/lobby/nothing')).to.deep.include({ room: 'lobby', view: 'talk' });
  });

  it('knows the key of a link, and nothing longer', () => {
    expect(keyOf('#key=abc-_9')).to.equal('abc-_9');
    expect(keyOf('#/rooms')).to.equal(undefined);
    expect(keyOf(`#key=${'x'.repeat(129)}`)).to.equal(undefined);
  });
});
