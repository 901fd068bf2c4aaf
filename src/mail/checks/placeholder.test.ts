import { describe, expect, it } from 'vitest';
import { findingsOf, quotesOf } from './reply-for-tests.ts';

const quotes = (bodyHtml: string) => quotesOf('placeholder', { bodyHtml });

describe('a placeholder that was left in is found', () => {
  const rows: [string, string[]][] = [
    ['<p>Hi {{name}},</p>', ['{{name}}']],
    ['<p>Hi {{ first_name }},</p>', ['{{ first_name }}']],
    ['<p>Hi {{<b>name</b>}},</p>', ['{{name}}']],
    ['<p>Hi {first_name},</p>', ['{first_name}']],
    ['<p>Hi $&#123;name},</p>', ['$\u007bname}']],
    ['<p>Dear [Name],</p>', ['[Name]']],
    ['<p>Kind regards from [Your Company]</p>', ['[Your Company]']],
    ['<p>It costs [insert price here] in all.</p>', ['[insert price here]']],
    ['<p>See you on [DATE] at [Time].</p>', ['[DATE]', '[Time]']],
    ['<p>Sehr geehrte Frau [Nachname],</p>', ['[Nachname]']],
    ['<p>Bonjour [prénom],</p>', ['[prénom]']],
    ['<p dir="rtl">سيصل [اسم الفني] غدا</p>', ['[اسم الفني]']],
    ['<p>Уважаемый [Имя],</p>', ['[Имя]']],
    ['<p>Gentile [Nome Cognome],</p>', ['[Nome Cognome]']],
    ['<p>Szanowny Panie [Nazwisko]</p>', ['[Nazwisko]']],
    ['<p dir="rtl">שלום [שם הלקוח],</p>', ['[שם הלקוח]']],
    ['<p>尊敬的[客户姓名]：</p>', ['[客户姓名]']],
    ['<p>【お名前】様</p>', ['【お名前】']],
    ['<p>[고객 이름]님, 안녕하세요</p>', ['[고객 이름]']],
    ['<p>Hi &lt;Name&gt;,</p>', ['<Name>']],
    ['<p>Hi &lt;first name&gt;,</p>', ['<first name>']],
    ['<p>Hi &lt;&lt;Name&gt;&gt;,</p>', ['<<Name>>']],
    ['<p>Hola «Nombre»:</p>', ['«Nombre»']],
    ['<p>Dear «First_Name» of «Address1»,</p>', ['«First_Name»', '«Address1»']],
    ['<p>Здравствуйте, «Имя»!</p>', ['«Имя»']],
    ['<p>Hi *|FNAME|*,</p>', ['*|FNAME|*']],
    ['<p>Hi %FIRST_NAME%,</p>', ['%FIRST_NAME%']],
    ['<p>The total is XXX euros.</p>', ['XXX']],
    ['<p>The total is $XX.XX</p>', ['XX.XX']],
    ['<p>Call XXX-XXX-XXXX.</p>', ['XXX-XXX-XXXX']],
    ['<p>It takes XXX 20 days after XXX 15.</p>', ['XXX']],
    ['<p>Call 0800 XXX XXXX.</p>', ['XXX', 'XXXX']],
    ['<p>Start: TBD.</p>', ['TBD']],
    ['<p>Start: tbd</p>', ['tbd']],
    ['<p>TBD/TBC</p>', ['TBD']],
    ['<p>[City, State]</p>', ['[City, State]']],
    ['<p>TODO: add the price</p>', ['TODO']],
    ['<p>Lorem ipsum dolor sit amet</p>', ['Lorem ipsum dolor sit amet']],
    ['<p>Hi YOUR NAME HERE</p>', ['YOUR NAME HERE']],
    ['<p>Hi FIRST_NAME,</p>', ['FIRST_NAME']],
    ['<p>Hi {{name}}, are you {{name}}?</p>', ['{{name}}']],
    ['<pre>Hi {{name}},\n[Date]</pre>', ['{{name}}', '[Date]']],
    ['<table><tr><td>Price</td><td>[Amount]</td></tr></table>', ['[Amount]']],
  ];
  it.each(rows)('%s', (html, expected) => expect(quotes(html)).toEqual(expected));
});

describe('what only looks like one is left alone', () => {
  it.each([
    '<p>See the note [1] and [2, 3].</p>',
    '<p>“we was [sic] there”</p>',
    '<p>[image: roof.png]</p>',
    '<p>[cid:logo@x]</p>',
    '<p>“[the company] will pay”</p>',
    '<p>“We [name withheld] agree”</p>',
    '<p>Everything […] is [...] fine</p>',
    '<p>[<a href="https://a.example/name">our company name</a>]</p>',
    '<p>[https://a.example/name]</p>',
    '<p>[Your name](https://a.example)</p>',
    '<p>Choose [x] or [ ]</p>',
    '<p>[EXTERNAL] [Ticket #1234]</p>',
    '<p>Order AXXX12 and part XXX12 and 12XXX</p>',
    '<p>Sizes XL, XXL and XXXL</p>',
    '<p>Your card XXXX-XXXX-XXXX-1234, or XXXX 1234</p>',
    '<p>Your card XXXX XXXX XXXX 1234 was charged</p>',
    '<p>Your card XXXX&nbsp;XXXX&nbsp;XXXX&nbsp;1234, and XXXX XXXXXX X1234</p>',
    '<p>IBAN DE89 XXXX XXXX XXXX XXXX 12, or FR76 XXXX XXXX XX12 34</p>',
    '<p>Part no. RX-XXX-12</p>',
    '<p>Love, Ann xxx</p>',
    '<p>Super Bowl XXX? No: Louis XIV, MCMXXX</p>',
    '<p>Está todo incluido. TODO INCLUIDO.</p>',
    '<p>The method todo() of TODO-list.example</p>',
    '<p>Ann &lt;ann@name.example&gt; and a &lt; b &gt; c</p>',
    '<p>Use &lt;b&gt; or &lt;title&gt; in HTML</p>',
    '<p>Il dit «oui» et «à demain»</p>',
    '<p>Votre virement à « Société Générale »</p>',
    '<p>Remplissez le champ « Adresse » et le champ «Téléphone»</p>',
    '<p>Компания «Компания Рассвет» прислала адрес</p>',
    '<p>Заполните поле «Адрес».</p>',
    '<p>Rellene el campo «Dirección», por favor.</p>',
    '<p>L’opera «Il nome della rosa»</p>',
    '<p>We gave 20% off, then 30% more</p>',
    '<p>【重要】请查收 [图片]</p>',
    '<p>Он сказал [смех] и ушёл [2]</p>',
    '<p dir="rtl">انظر [1] و[صورة]</p>',
    '<p>The set {1, 2} is empty {}</p>',
    '<p>Please write your name here.</p>',
  ])('%s', (html) => {
    const expected = html.includes('Bowl') ? ['XXX'] : [];
    expect(quotes(html)).toEqual(expected);
  });

  it.each([
    ['in the history', '<p>Yes.</p><blockquote type="cite">Hi {{name}}</blockquote>'],
    [
      'below an attribution',
      '<p>Yes.</p><p>On 4 May 2026 at 10:00, Ann wrote:</p><blockquote>Hi [Name]</blockquote>',
    ],
    ['in quoted lines', '<p>Yes.</p><p>&gt; Hi [Name]<br>&gt; TODO</p>'],
    ['in the signature', '<p>Yes.</p><div class="gmail_signature">[Your Company], Suite XXX</div>'],
    ['below two dashes', '<p>Yes.</p><p>-- <br>[Your Company]</p>'],
    ['in a style sheet', '<style>.a{{name}}</style><p>Yes.</p>'],
  ])('%s', (_, html) => expect(quotes(html)).toEqual([]));
});

describe('what a template certainly fills in is found in the signature as well', () => {
  it.each([
    ['<p>Yes.</p><div class="gmail_signature">{{agent_name}}<br>[Your Company]</div>', ['{{agent_name}}']],
    ['<p>Yes.</p><p>-- <br>{{ first_name }}<br>Roofers</p>', ['{{ first_name }}']],
    ['<p>Yes.</p><div class="gmail_signature">*|SENDER|*</div>', ['*|SENDER|*']],
    ['<p>{{name}}</p><div class="gmail_signature">{{name}}</div>', ['{{name}}']],
  ])('%s', (html, expected) => expect(quotes(html)).toEqual(expected));
});

const link = (href: string) => `<p>See <a href="${href}">your quote</a>.</p>`;

describe('a placeholder in a link’s target is found, and its place is what people see of the link', () => {
  it.each([
    ['https://x.example/quote/{{quote_id}}', '{{quote_id}}'],
    ['https://x.example/?to=%7B%7Bname%7D%7D', '{{name}}'],
    ['https://x.example/?to=%7b%7b%20name%20%7d%7d&amp;x=1', '{{ name }}'],
    ['https://x.example/caf%C3%A9/%7B%7Bname%7D%7D/%FF', '{{name}}'],
    ['https://t.example/?u=https%3A%2F%2Fx.example%2F%7B%7Bid%7D%7D', '{{id}}'],
    ['{{link}}', '{{link}}'],
    ['https://{{domain}}/', '{{domain}}'],
    ['mailto:{{email}}', '{{email}}'],
    ['https://x.example/{first_name}', '{first_name}'],
    ['https://x.example/?e=*|EMAIL|*', '*|EMAIL|*'],
    ['https://x.example/?e=%FIRST_NAME%', '%FIRST_NAME%'],
    ['http://x.example/[LINK]', '[LINK]'],
    ['http://x.example/%5BLINK%5D', '[LINK]'],
    ['[Booking Link]', '[Booking Link]'],
    ['https://[your-domain]/quote', '[your-domain]'],
    ['https://x.example/?name=[Name]&amp;x=1', '[Name]'],
    ['mailto:[email]', '[email]'],
    ['&lt;link&gt;', '<link>'],
    ['https://TBD', 'TBD'],
    ['https://tbd/', 'tbd'],
    ['TBD', 'TBD'],
    ['https://x.example/TBD', 'TBD'],
    ['https://x.example/quote/XXX?y', 'XXX'],
    ['https://x.example/?id=XXXX', 'XXXX'],
    ['tel:XXX-XXX-XXXX', 'XXX-XXX-XXXX'],
    ['https://link', 'link'],
    ['https://x.example/INSERT_LINK_HERE', 'INSERT_LINK_HERE'],
    ['https://YOUR-LINK', 'YOUR-LINK'],
  ])('%s', (href, placeholder) => {
    const [finding, ...others] = findingsOf('placeholder', { bodyHtml: link(href) });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      reason: `The link “your quote” leads to “${placeholder}”, a placeholder that nobody filled in: write what it stands for, or take the link out.`,
      place: { part: 'body', quote: 'your quote' },
    });
  });

  it('on a picture, in the signature, and each link once', () => {
    expect(quotes('<p><a href="https://x.example/{{id}}"><img src="cid:x"></a></p>')).toEqual([null]);
    expect(quotes(`<p>Yes.</p><div class="gmail_signature">${link('https://TBD')}</div>`)).toEqual([
      'your quote',
    ]);
    expect(quotes('<a href="https://TBD"><div>our</div><div>prices</div></a>')).toEqual(['our']);
  });
});

describe('a target that only looks like it has one is left alone', () => {
  it.each([
    'https://x.example/?filter[name]=ann&amp;page[number]=2',
    'https://x.example/?filter%5Bname%5D=ann',
    'https://x.example/users/{id}',
    'https://x.example/?sort=first_name&amp;first_name=Ann',
    'https://[2001:db8::1]/address',
    'https://x.example/Pol%C3%ADtica%20name%20',
    'https://x.example/?card=XXXX-1234&amp;id=XXXX1234',
    'https://x.example/XXL/xxx',
    'https://site.xxx/',
    'https://x.example/?status=TODO&amp;list=tbd',
    'https://x.example/TODO-list/TBD-list',
    'https://link.example/url/name',
    'mailto:ann@name.example?subject=Re:%20[Ticket%20%231234]&amp;body=Hi%20[Name],',
    'tel:+4930123',
    '#name',
  ])('%s', (href) => expect(quotes(link(href))).toEqual([]));

  it('nor one that nobody sees, or that was quoted', () => {
    expect(quotes('<p>Hi<a href="{{x}}"></a></p>')).toEqual([]);
    expect(quotes(`<p>Yes</p><blockquote type="cite">${link('{{x}}')}</blockquote>`)).toEqual([]);
  });
});

it('a text message is read to its end, and says where', () => {
  const [finding] = findingsOf('placeholder', {
    modality: 'text',
    bodyHtml: 'Hi [Name], see you\nat {{time}}',
  });
  expect(finding?.reason).toBe(
    '“[Name]” is a placeholder that nobody filled in: write what it stands for, or remove it.',
  );
  expect(quotesOf('placeholder', { modality: 'text', bodyHtml: 'Hi [Name], see you\nat {{time}}' })).toEqual([
    '[Name]',
    '{{time}}',
  ]);
});
