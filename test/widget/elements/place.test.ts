import { expect } from 'chai';
import { placeBeside } from '../../../widget/elements/place.ts';
import { createPlace } from '../support/stage.ts';

/** Where a popover of 100 by 80 pixels stands, beside a button of 20 by 20 that stands there. */
function placed(left: number, top: number, dir = 'ltr'): readonly [number, number] {
  const place = createPlace();
  place.dir = dir;
  const [anchor, popover] = [document.createElement('button'), document.createElement('div')];
  place.append(anchor, popover);
  anchor.style.cssText = `position: fixed; left: ${left}px; top: ${top}px; width: 20px; height: 20px`;
  popover.style.cssText = 'position: fixed; width: 100px; height: 80px';
  placeBeside(popover, anchor);
  const { x, y } = popover.getBoundingClientRect();
  return [x, y];
}

describe('a popover beside its button', () => {
  it('stands above it, its end at the button’s end', () => {
    expect(placed(200, 200)).to.deep.equal([120, 116]);
    expect(placed(200, 200, 'rtl')).to.deep.equal([200, 116]);
  });

  it('stands below it where there is no room above', () => {
    expect(placed(200, 50)).to.deep.equal([120, 74]);
  });

  it('stays within the window', () => {
    expect(placed(5, 200)).to.deep.equal([8, 116]);
    expect(placed(innerWidth - 5, 200, 'rtl')).to.deep.equal([innerWidth - 108, 116]);
    expect(placed(200, innerHeight + 300)[1]).to.equal(innerHeight - 88);
  });
});
