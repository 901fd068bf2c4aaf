import { describe, expect, it } from 'vitest';
import { findingsOf } from './reply-for-tests.ts';

const quote = '<blockquote type="cite">Can you come on Thursday?</blockquote>';
const on = '<div>On 4 May 2026 at 10:00, Ann wrote:</div>';

describe('there is nothing to read', () => {
  it.each([
    ['at all', ''],
    ['but white space', '<p><br></p><p>&nbsp;</p>'],
    ['but what nobody sees', '<p>&#8203;&shy;&zwnj;</p>'],
    ['but a style sheet', '<style>p{}</style><p></p>'],
    ['but what is quoted', quote],
    ['but what is quoted, with its line', `<br>${on}${quote}`],
    [
      'but what Gmail quotes',
      `<div><br></div><div class="gmail_quote">${on}<blockquote>x</blockquote></div>`,
    ],
    [
      'but what Outlook quotes',
      '<p></p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Ann</div><p>x</p>',
    ],
    ['but another message’s headers', '<p>From: Ann<br>Sent: Monday<br>To: Rob<br>Subject: Roof</p><p>x</p>'],
    ['but quoted lines', '<p>&gt; Can you come?<br>&gt; Ann</p>'],
    ['but a signature', '<div class="gmail_signature">Rob<br>Roofers</div>'],
    ['but a signature below two dashes', '<p>-- <br>Rob<br>Roofers</p>'],
    ['but a logo in the signature', '<div class="gmail_signature"><img src="cid:logo"></div>'],
    ['but what a phone writes', `<div>Sent from my iPhone</div>${on}${quote}`],
    ['but a body with a look', '<body bgcolor="#ffffff"><p></p>'],
  ])('%s', (_, bodyHtml) => {
    expect(findingsOf('empty', { bodyHtml })).toEqual([
      {
        check: 'empty',
        reason: 'There is nothing to read in this reply: write something before it goes out.',
        place: { part: 'body', quote: null },
      },
    ]);
    expect(findingsOf('empty', { bodyHtml, attachments: 2 })).toHaveLength(1);
  });

  it.each(['', ' \n ', '<p></p>', '<pre></pre>'])('in a text of %j', (bodyHtml) => {
    expect(findingsOf('empty', { modality: 'text', bodyHtml })).toHaveLength(1);
    expect(findingsOf('empty', { modality: 'text', bodyHtml, attachments: 1 })).toEqual([]);
  });
});

describe('there is something to read', () => {
  it.each([
    ['a letter', '<p>k</p>'],
    ['a mark', '<p>.</p>'],
    ['an emoji', '<p>👍</p>'],
    ['a picture', '<p><img src="cid:roof"></p>'],
    ['an answer above the quote', `<p>Yes.</p>${on}${quote}`],
    ['an answer below the quote', `${on}${quote}<p>Yes.</p>`],
    ['an answer within quoted lines', '<p>&gt; Thursday?<br>Yes.<br>&gt; Nine?</p>'],
    ['an indented paragraph', '<blockquote>Yes.</blockquote>'],
    ['an answer above the signature', '<p>Yes.</p><p>-- <br>Rob</p>'],
    ['two dashes alone', '<p>--</p>'],
    [
      'a mail that is passed on',
      '<div class="gmail_quote"><div>---------- Forwarded message ---------<br>From: Ann</div>x</div>',
    ],
    [
      'a mail that Apple Mail passes on',
      '<div>Begin forwarded message:</div><blockquote type="cite">x</blockquote>',
    ],
    ['a table', '<table><tr><td>9:00</td></tr></table>'],
  ])('%s', (_, bodyHtml) => expect(findingsOf('empty', { bodyHtml })).toEqual([]));

  it('a text that begins like a quote', () => {
    expect(findingsOf('empty', { modality: 'text', bodyHtml: '> 5 tiles' })).toEqual([]);
  });
});
