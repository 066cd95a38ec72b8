// What the languages say where their grammar has more to it than a plural.
import { expect } from 'chai';
import { strings as ar } from '../../../widget/later/locale-ar.ts';
import { strings as de } from '../../../widget/later/locale-de.ts';
import { strings as es } from '../../../widget/later/locale-es.ts';
import { strings as fr } from '../../../widget/later/locale-fr.ts';
import { strings as he } from '../../../widget/later/locale-he.ts';
import { strings as ja } from '../../../widget/later/locale-ja.ts';
import { strings as pt } from '../../../widget/later/locale-pt.ts';
import { enCompany } from '../../../widget/locales/en-company.ts';

const languages = { ar, de, es, fr, he, ja, pt };

/** Digits as this page's reader writes them. */
const plain = (text: string) =>
  text.replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit))).replace(/[\u2068\u2069\u200f]/g, '');

describe('translations', () => {
  it('have six forms for a number in Arabic', () => {
    expect([0, 1, 2, 3, 11, 100].map((count) => plain(ar.fresh!(count)))).to.deep.equal([
      'لا رسائل جديدة',
      'رسالة جديدة',
      'رسالتان جديدتان',
      '3 رسائل جديدة',
      '11 رسالة جديدة',
      '100 رسالة جديدة',
    ]);
  });

  it('have a form for two in Hebrew', () => {
    expect([1, 2, 5].map((count) => he.fresh!(count))).to.deep.equal([
      'הודעה חדשה אחת',
      'שתי הודעות חדשות',
      '5 הודעות חדשות',
    ]);
  });

  it('have one form for none and for one in French', () => {
    expect([0, 1, 2].map((count) => fr.fresh!(count))).to.deep.equal([
      '0 nouveau message',
      '1 nouveau message',
      '2 nouveaux messages',
    ]);
  });

  it('have one form for all in Japanese', () => {
    expect([1, 2].map((count) => ja.fresh!(count))).to.deep.equal(['新着メッセージ1件', '新着メッセージ2件']);
  });

  it('agree with how many came', () => {
    expect(de.came!(['Ann'], 0)).to.equal('Ann ist dazugekommen');
    expect(de.came!(['Ann', 'Bo'], 11)).to.equal('Ann, Bo und 11 weitere sind dazugekommen');
    expect(es.came!(['Ann', 'Bo'], 0)).to.equal('Ann y Bo han entrado');
    expect(pt.left!(['Ann'], 0)).to.equal('Ann saiu');
    expect(enCompany.came(['Priya', 'Yusuf'], 11)).to.equal('Priya, Yusuf and 11 others joined');
  });

  for (const [language, strings] of Object.entries(languages))
    it(`put what they are given into every sentence, in ${language}`, () => {
      const [name, heading] = ['Zoë # $& {0}', 'Garden # $&'];
      expect(strings.messages!(heading)).to.contain(heading);
      expect(strings.changeName!(name)).to.contain(name);
      expect(strings.mutedMessages!(name, 3)).to.contain(name);
      expect(strings.manyNew!(7, name)).to.contain(name);
      expect(strings.linkTo!('example.com')).to.contain('example.com');
      expect(plain(strings.manyNew!(7, name))).to.contain('7');
      expect(strings.writing!([name, 'Bo']))
        .to.contain(name)
        .and.to.contain('Bo');
      expect(strings.came!([name, 'Bo'], 11))
        .to.contain(name)
        .and.to.contain('Bo');
      expect(strings.unreachableHint!('chat.example')).to.contain('chat.example');
      expect(plain(strings.tooManyPeople!(312, 100)))
        .to.contain('312')
        .and.to.contain('100');
    });
});
