/** One message of a demo conversation; `ago` is minutes before the demo begins. */
export interface DemoMessage {
  ago: number;
  from: 'customer' | 'rep' | 'manager';
  html?: string;
  text?: string;
  cc?: string[];
  modality?: 'email' | 'text' | 'call';
  /** Seconds. */
  duration?: number;
}

export interface DemoReply {
  ago: number;
  by: 'key' | 'rep' | 'manager';
  body: string;
  cc?: string[];
  bcc?: string[];
  /** How it stands: saved for review, waiting for approval, or failed with a reason. */
  state: 'saved' | 'approval' | { failure: string };
  /** What the AI had written, where a person edited it. */
  original?: string;
  notify?: boolean;
}

export interface DemoConversation {
  contact: { name: string | null; email?: string; phone?: string; company?: string; role?: string };
  modality: 'email' | 'text';
  subject?: string;
  messages: DemoMessage[];
  reply?: DemoReply;
}

const p = (...paragraphs: string[]) => paragraphs.map((text) => `<p>${text}</p>`).join('\n');
const hour = 60;
const day = 24 * hour;

const quoteTable = `<p>Hi Miles,</p>
<p>the revised quote is below. Labour is unchanged; the longer downpipe adds 4 m of aluminium.</p>
<table width="560" cellpadding="8" cellspacing="0" style="border-collapse:collapse;font-size:14px">
  <tr bgcolor="#f1efea"><th align="left">Item</th><th align="right">Quantity</th><th align="right">Price</th></tr>
  <tr><td style="border-bottom:1px solid #e7e4df">Half-round gutter, aluminium</td><td align="right" style="border-bottom:1px solid #e7e4df">18 m</td><td align="right" style="border-bottom:1px solid #e7e4df">$ 684.00</td></tr>
  <tr><td style="border-bottom:1px solid #e7e4df">Downpipe with bracket</td><td align="right" style="border-bottom:1px solid #e7e4df">9 m</td><td align="right" style="border-bottom:1px solid #e7e4df">$ 297.00</td></tr>
  <tr><td>Labour, two people</td><td align="right">1 day</td><td align="right">$ 920.00</td></tr>
  <tr><td><b>Total</b></td><td></td><td align="right"><b>$ 1,901.00</b></td></tr>
</table>
<p>Best regards,<br>Acme Roofing</p>
<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Monday Miles O’Brien &lt;miles@enterprise-homes.example&gt; wrote:<br></div>
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex"><p>Could you redo quote 2291 with the downpipe on the north side? It needs to reach the rain barrel.</p></blockquote></div>`;

/** Real-looking work of one day at a roofing company; names and addresses are invented (RFC 2606 domains). */
export const demoConversations: DemoConversation[] = [
  {
    contact: {
      name: 'Diana Prince',
      email: 'diana@themyscira.example',
      company: 'Themyscira Holdings',
      role: 'Facilities Manager',
    },
    modality: 'email',
    subject: 'Roof inspection, 14 Elm Street',
    messages: [
      {
        ago: 6 * day,
        from: 'customer',
        html: p(
          'Hello,',
          'we manage the building at 14 Elm Street and would like an inspection of the flat roof before winter. What does that cost?',
          'Diana Prince',
        ),
      },
      {
        ago: 5 * day,
        from: 'rep',
        html: p(
          'Hi Diana,',
          'an inspection with a written report is $ 180, and it is free when you order the repair from us. I attach nothing yet, since the quote depends on the access to the roof.',
          'Best regards,<br>Kara Danvers',
        ),
      },
      {
        ago: 3 * day,
        from: 'rep',
        html: p(
          'Hi Diana, just checking in on the quote we sent over last week. Is there anything you would like us to change?',
          'Kara',
        ),
      },
      {
        ago: 35,
        from: 'customer',
        html: `${p('Thanks Kara. Looks good, but can somebody come and look at the skylight first? We had water again on Friday. Next week would be best.')}<div class="gmail_quote"><div class="gmail_attr">On Thursday Kara Danvers wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">${p('Hi Diana, just checking in on the quote we sent over last week.')}</blockquote></div>`,
      },
    ],
    reply: {
      ago: 55,
      by: 'key',
      original: p(
        'Hi Diana,',
        'Thanks for the follow-up. We can do <strong>Wednesday</strong>, and the inspection is free of charge. {{technician_name}} will bring the samples you asked for.',
        'Best regards,<br>Kara Danvers',
      ),
      body: p(
        'Hi Diana,',
        'Thanks for the follow-up. We can do <strong>Tuesday at 2 pm</strong>, and the inspection of the skylight is free of charge. {{technician_name}} will bring the samples you asked for.',
        'Best regards,<br>Kara Danvers',
      ),
      cc: ['ops@themyscira.example'],
      state: 'saved',
      notify: true,
    },
  },
  {
    contact: {
      name: 'Miles O’Brien',
      email: 'miles@enterprise-homes.example',
      company: 'Enterprise Homes',
      role: 'Site Lead',
    },
    modality: 'email',
    subject: 'Quote 2291 for the north gutter',
    messages: [
      {
        ago: 4 * day,
        from: 'manager',
        html: p(
          'Hello Miles,',
          'quote 2291 is in the portal. Tell me if the colour should match the old gutter.',
          'Clark Webb',
        ),
      },
      {
        ago: 2 * day,
        from: 'customer',
        html: p(
          'Could you redo quote 2291 with the downpipe on the north side? It needs to reach the rain barrel.',
          'Thanks, Miles',
        ),
        cc: ['office@enterprise-homes.example'],
      },
    ],
    reply: { ago: 80, by: 'key', body: quoteTable, cc: ['office@enterprise-homes.example'], state: 'saved' },
  },
  {
    contact: { name: null, phone: '+1 513-867-5309' },
    modality: 'text',
    messages: [
      {
        ago: 3 * hour,
        from: 'customer',
        text: 'Hi, this is Sam from Oak Lane. When will your crew be here today?',
        modality: 'text',
      },
      {
        ago: 2.5 * hour,
        from: 'rep',
        text: 'Good morning Sam, they are finishing a job nearby. I will let you know.',
        modality: 'text',
      },
      {
        ago: 100,
        from: 'customer',
        text: 'OK. Please make sure the gate is closed afterwards, the dog is out.',
        modality: 'text',
      },
    ],
    reply: {
      ago: 96,
      by: 'key',
      body: 'Hi Sam, our crew is 20 minutes out. Reply YES if the driveway is free, and don’t worry: the gate will be closed behind them.',
      state: 'saved',
    },
  },
  {
    contact: { name: 'نجوى الكرم', email: 'najwa@alkarm.example', company: 'مجموعة الكرم' },
    modality: 'email',
    subject: 'موعد المعاينة يوم الخميس',
    messages: [
      {
        ago: 1.5 * day,
        from: 'customer',
        html: '<div dir="rtl"><p>مرحباً،</p><p>هل يمكن تأكيد موعد معاينة السقف يوم الخميس صباحاً؟ العنوان هو شارع الزيتون رقم 7.</p><p>شكراً،<br>نجوى</p></div>',
      },
    ],
    reply: {
      ago: 2 * hour,
      by: 'key',
      body: '<div dir="rtl"><p>مرحباً نجوى،</p><p>يسعدنا تأكيد الموعد يوم الخميس الساعة 9:30 صباحاً. سيصل [اسم الفني] ومعه عينات من القرميد.</p><p>مع أطيب التحيات،<br>Acme Roofing</p></div>',
      state: 'saved',
    },
  },
  {
    contact: {
      name: 'Thomas Berger',
      email: 'thomas.berger@kanzlei-berger.example',
      company: 'Kanzlei Berger',
    },
    modality: 'email',
    subject: 'Warranty claim, invoice 8841',
    messages: [
      {
        ago: 2 * day,
        from: 'customer',
        html: p(
          'Dear Sir or Madam,',
          'after the storm three tiles on the west side are broken. The work was done in May (invoice 8841). I trust that this is covered by the warranty.',
          'Thomas Berger',
        ),
      },
      {
        ago: 1.9 * day,
        from: 'rep',
        modality: 'call',
        duration: 312,
        text: 'Called Mr Berger about the three tiles on the west side. He will send photos. No water inside.',
      },
      {
        ago: 1.2 * day,
        from: 'customer',
        html: p(
          'Please find the photos attached to my other mail. I expect an answer this week.',
          'T. Berger',
        ),
      },
    ],
    reply: {
      ago: 20 * hour,
      by: 'rep',
      body: p(
        'Dear Mr Berger,',
        'I looked at the photos you sent. Storm damage is not part of the warranty, but the fixing of the ridge tile is: we will replace it free of charge, and the other two for $ 45 each.',
        'Would Thursday morning suit you?',
        'Kind regards,<br>Kara Danvers',
      ),
      state: 'saved',
    },
  },
  {
    contact: {
      name: 'Harriet Reyes',
      email: 'harriet@reyes-architects.example',
      company: 'Reyes Architects',
      role: 'Partner',
    },
    modality: 'email',
    subject: 'Solar tiles: lead time?',
    messages: [
      {
        ago: 26 * hour,
        from: 'customer',
        html: p(
          'Hi all,',
          'for the Marlowe house we are considering solar tiles instead of panels. What is the lead time at the moment, and can you match slate grey?',
          'Harriet',
        ),
      },
    ],
    reply: {
      ago: 22 * hour,
      by: 'key',
      body: p(
        'Hello Harriet,',
        'current lead time is six to seven weeks, and slate grey is one of the three colours in stock. A full roof of the Marlowe house needs about 340 tiles.',
        'Shall I reserve them for two weeks without obligation?',
        'Best,<br>Acme Roofing',
      ),
      state: 'saved',
    },
  },
  {
    contact: { name: 'Jo Wu', email: 'jo.wu@lakeside.example' },
    modality: 'email',
    subject: 'Second opinion on flashing',
    messages: [
      {
        ago: 3.2 * day,
        from: 'customer',
        html: p(
          'Hi,',
          'another company says all the flashing around our chimney must go. Could you have a look at it? I can send photos.',
          'Jo',
        ),
      },
    ],
    reply: {
      ago: 3 * day,
      by: 'key',
      body: p(
        'Hi Jo,',
        'happy to take a look. Two photos from the ground and one from the attic would be enough for a first opinion, and cost nothing.',
        'Best regards,<br>Acme Roofing',
      ),
      state: 'saved',
    },
  },
  {
    contact: {
      name: 'Priya Raman',
      email: 'priya@raman-dental.example',
      company: 'Raman Dental',
      role: 'Practice Manager',
    },
    modality: 'email',
    subject: 'Leak above treatment room 2',
    messages: [
      {
        ago: 7 * hour,
        from: 'customer',
        html: p(
          'Good morning,',
          'there is a leak above treatment room 2 and we open at 8. Can anybody come today?',
          'Priya Raman',
        ),
      },
    ],
    reply: {
      ago: 6.5 * hour,
      by: 'rep',
      body: p(
        'Good morning Priya,',
        'our emergency crew can be with you at <strong>11:15</strong> today. They will cover the roof first and repair what they can at once.',
        'Please keep the parking space next to the entrance free.',
        'Kara Danvers',
      ),
      cc: ['frontdesk@raman-dental.example'],
      state: 'approval',
    },
  },
  {
    contact: {
      name: 'Oluwaseun Adeyemi',
      email: 'seun@adeyemi-logistics.example',
      company: 'Adeyemi Logistics',
      role: 'Operations',
    },
    modality: 'email',
    subject: 'Maintenance contract for hall 3',
    messages: [
      {
        ago: 2.4 * day,
        from: 'customer',
        html: p(
          'Hello,',
          'please send me your offer for a yearly maintenance contract for hall 3 (2,400 m², trapezoidal sheet).',
          'Seun Adeyemi',
        ),
      },
      {
        ago: 2.1 * day,
        from: 'rep',
        html: p('Hello Seun,', 'thank you. May we come and measure on Monday?', 'Kara Danvers'),
      },
      { ago: 1.8 * day, from: 'customer', html: p('Monday is fine, ask for me at the gate.') },
    ],
    reply: {
      ago: 9 * hour,
      by: 'key',
      body: p(
        'Hello Seun,',
        'for hall 3 we offer two inspections a year, cleaning of all gutters and small repairs up to $ 300, for <strong>$ 2,150 a year</strong>. The contract runs for 24 months.',
        'Best regards,<br>Acme Roofing',
      ),
      state: 'approval',
    },
  },
  {
    contact: { name: 'Bruno Costa', phone: '+1 513-555-0142' },
    modality: 'text',
    messages: [{ ago: 5 * hour, from: 'customer', text: 'Did you get my deposit? Bruno', modality: 'text' }],
    reply: {
      ago: 4.8 * hour,
      by: 'rep',
      body: 'Hi Bruno, yes, it arrived this morning. We start on Thursday at 8.',
      state: 'approval',
    },
  },
  {
    contact: { name: 'Eleanor Vance', email: 'eleanor@hillhouse.example' },
    modality: 'email',
    subject: 'Scaffolding date',
    messages: [
      {
        ago: 1.4 * day,
        from: 'customer',
        html: p('Hello, when does the scaffolding go up? The neighbours are asking.', 'Eleanor Vance'),
      },
    ],
    reply: {
      ago: 1.3 * day,
      by: 'rep',
      body: p(
        'Hello Eleanor,',
        'the scaffolding goes up on the 3rd, between 7 and 9 in the morning, and stays for eight days.',
        'Kind regards,<br>Kara Danvers',
      ),
      state: {
        failure:
          'The mail server does not deliver to this recipient (550 5.1.1 eleanor@hillhouse.example: no such mailbox).',
      },
    },
  },
  {
    contact: {
      name: 'Mateus Silva',
      email: 'mateus@casaverde.example',
      company: 'Casa Verde',
      role: 'Owner',
    },
    modality: 'email',
    subject: 'Green roof on the extension',
    messages: [
      {
        ago: 8 * day,
        from: 'customer',
        html: p(
          'Hi, is the extension strong enough for a green roof? The engineer’s report says 120 kg/m².',
          'Mateus',
        ),
      },
      {
        ago: 7.6 * day,
        from: 'manager',
        html: p(
          'Hi Mateus,',
          '120 kg/m² is enough for an extensive green roof of 8 cm, with about 20 kg/m² to spare for snow. I will send two layouts.',
          'Clark Webb',
        ),
      },
      { ago: 6.9 * day, from: 'customer', html: p('Perfect, looking forward to the layouts.') },
    ],
  },
  {
    contact: {
      name: 'Ingrid Solberg',
      email: 'ingrid.solberg@fjordview.example',
      company: 'Fjordview Cabins',
    },
    modality: 'email',
    subject: 'Snow guards for 12 cabins',
    messages: [
      {
        ago: 11 * hour,
        from: 'customer',
        html: p(
          'Hei,',
          'we need snow guards on twelve cabins before December. Each has 2 × 9 m of eaves, standing seam. Which system do you recommend, and can it be done without drilling?',
          'Ingrid Solberg',
        ),
      },
    ],
    reply: {
      ago: 10 * hour,
      by: 'key',
      body: `${p(
        'Hei Ingrid,',
        'for standing seam we recommend clamped snow guards, which need no drilling. For twelve cabins that is 216 m; we can fit two cabins a day.',
      )}<ul><li>Material: about $ 31 per metre</li><li>Fitting: $ 14 per metre</li><li>Start: the 24th at the earliest</li></ul>${p('Best regards,<br>Acme Roofing')}`,
      state: 'saved',
      notify: true,
    },
  },
  {
    contact: { name: 'Yuki Tanaka', email: 'yuki@tanaka-ceramics.example', company: 'Tanaka Ceramics' },
    modality: 'email',
    subject: 'Kiln room: heat near the roof membrane',
    messages: [
      {
        ago: 30 * hour,
        from: 'customer',
        html: p(
          'Hello,',
          'we put in a second kiln. The flue now passes 40 cm from the roof membrane. Is that too close?',
          'Yuki',
        ),
      },
      {
        ago: 28 * hour,
        from: 'rep',
        html: p('Hello Yuki,', 'that depends on the flue. Could you send me the data sheet?', 'Kara Danvers'),
      },
      {
        ago: 3.5 * hour,
        from: 'customer',
        html: p('Data sheet: surface up to 160 °C, insulated, type T400-N1-W-V2.', 'Yuki'),
      },
    ],
  },
];
