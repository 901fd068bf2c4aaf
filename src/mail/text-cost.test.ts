import { expect, test } from 'vitest';
import { textCost } from './text-cost.ts';

test('curly quotes make two segments of one, and plain ones are offered', () => {
  const cost = textCost(`“${'a'.repeat(98)}”`);
  expect(cost.count).toMatchObject({ encoding: 'UCS-2', segments: 2 });
  expect(cost).toMatchObject({ segmentsWithout: 1, replaceable: true });
});

test('an emoji is as dear, and nothing is offered', () => {
  const cost = textCost(`${'a'.repeat(98)}🎉`);
  expect(cost).toMatchObject({ segmentsWithout: 1, replaceable: false });
});

test('a plain text costs what it costs', () => {
  expect(textCost('a'.repeat(161))).toMatchObject({ segmentsWithout: 2, replaceable: false });
});

test('nothing is offered that would make the text dearer', () => {
  expect(textCost('…'.repeat(70))).toMatchObject({ count: { segments: 1 }, replaceable: false });
  expect(textCost(`${'a'.repeat(67)}🎉…`)).toMatchObject({ count: { segments: 1 }, replaceable: false });
});

test('nothing is offered for a text in another script', () => {
  expect(textCost('Привет, “Иван”')).toMatchObject({ replaceable: false });
});
