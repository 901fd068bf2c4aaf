import { Parser } from 'htmlparser2';
import { ordinary } from '../../src/mail/checks/reply-for-tests.ts';
import { runChecks } from '../../src/mail/checks/run-checks.ts';
import { interleaved, report } from './measure.ts';

const quick = process.env.BENCH_QUICK === '1';
const rounds = quick ? 3 : 30;
const runsPerRound = quick ? 5 : 100;

const reply = {
  ...ordinary,
  cc: ['Sam <sam@themyscira.example>', 'tom@roofers.example'],
  bodyHtml: `<p>Hi Diana,</p>${'<p>We can be at your house on <b>Thursday</b> at nine; the <a href="https://roofers.example/x">offer</a> stands.</p>'.repeat(12)}<div class="gmail_signature">Rob</div><div class="gmail_quote"><div>On 4 May 2026 at 10:00, Diana wrote:</div><blockquote>${'<p>Can you come?</p>'.repeat(40)}</blockquote></div>`,
};

/** All checks of an ordinary reply, against reading its HTML once. */
export async function checksBench(): Promise<void> {
  const millisecondsOf = async (run: () => void) => {
    const began = performance.now();
    for (let n = 0; n < runsPerRound; n++) run();
    return (performance.now() - began) / runsPerRound;
  };
  const { ratio, one, other } = await interleaved(
    rounds,
    () => millisecondsOf(() => runChecks(reply)),
    () => millisecondsOf(() => new Parser({}).end(reply.bodyHtml)),
  );
  report(
    'Checks of an ordinary reply / reading its HTML once',
    ratio,
    '≤ 30',
    `${one.toFixed(2)} and ${other.toFixed(2)} ms`,
  );
}
