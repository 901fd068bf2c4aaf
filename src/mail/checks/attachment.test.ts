import { describe, expect, it } from 'vitest';
import { findingsOf, quotesOf } from './reply-for-tests.ts';

const quotes = (sentence: string) =>
  quotesOf('attachment', { bodyHtml: `<p>Hi Diana,</p><p>${sentence}</p>` });

describe('something is said to be attached that is not', () => {
  it.each([
    ['Please find attached the quote.', 'attached'],
    ['PFA the quote.', 'PFA'],
    ['I attached the quote to the email.', 'attached'],
    ['Attached is the quote.', 'Attached'],
    ['I’ve attached the photos of your roof.', 'attached'],
    ['The invoice is attached to this email.', 'attached'],
    ['See the attached drawing.', 'attached'],
    ['Thank you. Attached you will find the plan.', 'Attached'],
    ['I am sending you attached the plan.', 'attached'],
    ['The details are in the attachment.', 'attachment'],
    ['Please find attached our reply to your request.', 'attached'],
    ['Attached is our answer to your question.', 'Attached'],
    ['Hi Ann, attached are the changes to the contract.', 'attached'],
    ['I am sending you attached our response to your letter of May.', 'attached'],
    ['I have attached our reply to your request.', 'attached'],
    ['In the attachment you will find our offer.', 'attachment'],
    ['In the attachment you’ll find our offer.', 'attachment'],
    ['With the attachments you can see the difference.', 'attachments'],
    ['In the attachment you find our offer.', 'attachment'],
    ['I am attaching the plan.', 'I am attaching'],
    ['Please find enclosed our offer.', 'enclosed'],
    ['Das Angebot finden Sie im Anhang.', 'im Anhang'],
    ['Anbei unser Angebot.', 'Anbei'],
    ['Das Angebot ist beigefügt.', 'beigefügt'],
    ['Vous trouverez le devis ci-joint.', 'ci-joint'],
    ['Le plan est en pièce jointe.', 'en pièce jointe'],
    ['Le adjunto el presupuesto.', 'adjunto'],
    ['Adjuntamos la factura.', 'Adjuntamos'],
    ['In de bijlage vindt u de offerte.', 'bijlage'],
    ['De offerte is bijgevoegd.', 'bijgevoegd'],
    ['In allegato il preventivo.', 'In allegato'],
  ])('%s', (sentence, quote) => expect(quotes(sentence)).toEqual([quote]));
});

describe('nothing is said to be attached to this reply', () => {
  it.each([
    'The gutter is attached to the wall.',
    'We attached the brackets to the beam.',
    'It is a house with an attached garage.',
    'The panel was attached with screws.',
    'You will see we attached the brackets to the beam.',
    'Attached to the wall is a gutter.',
    'The rail, attached last year to the wall, is loose.',
    'The attachment that you found is old.',
    'The attachment you will send us is enough.',
    'Two semi-detached houses.',
    'I got very attached to that roof.',
    'There are no strings attached.',
    'I have not attached the plan yet.',
    'The photos you attached are clear.',
    'Thanks for the attachment.',
    'I could not open the attachment.',
    'Your attachment arrived.',
    'The attachment you sent is empty.',
    'The attachment points hold 40 kg.',
    'I’ll send the attachment tomorrow.',
    'We have an enclosed porch in stock.',
    'The yard is enclosed by a fence.',
    'Danke für Ihren Anhang.',
    'Der Anhänger ist blau.',
    'Die Anlage auf dem Dach läuft.',
    'Merci pour votre pièce jointe.',
    'El director adjunto llamará.',
    'Bedankt voor uw bijlage.',
  ])('%s', (sentence) => expect(quotes(sentence)).toEqual([]));
});

it('what is attached, or shown in the text, is what was meant', () => {
  const bodyHtml = '<p>The plan is attached.</p>';
  expect(quotesOf('attachment', { bodyHtml, attachments: 1 })).toEqual([]);
  expect(quotesOf('attachment', { bodyHtml: `${bodyHtml}<p><img src="cid:plan"></p>` })).toEqual([]);
  const logo = '<div class="gmail_signature"><img src="cid:logo"></div>';
  expect(quotesOf('attachment', { bodyHtml: bodyHtml + logo })).toEqual(['attached']);
});

it('what others said is attached does not count', () => {
  const quote = '<blockquote type="cite">The plan is attached.</blockquote>';
  expect(quotesOf('attachment', { bodyHtml: `<p>Thanks!</p>${quote}` })).toEqual([]);
});

it('a text message can miss one as well', () => {
  expect(findingsOf('attachment', { modality: 'text', bodyHtml: 'Photo attached!' })[0]?.reason).toBe(
    'The reply says “attached”, but nothing is attached: put it in as a picture or a link, or say it otherwise.',
  );
});
