import { describe, expect, it } from 'vitest';
import { linkAddress } from './link-address.ts';

describe('what a person types as the address of a link', () => {
  it.each([
    ['example.com', 'https://example.com'],
    ['  www.example.com/a?b=c#d ', 'https://www.example.com/a?b=c#d'],
    ['http://example.com', 'http://example.com'],
    ['//example.com/x', 'https://example.com/x'],
    ['example.com:8080/x', 'https://example.com:8080/x'],
    ['jo@example.com', 'mailto:jo@example.com'],
    ['mailto:jo@example.com', 'mailto:jo@example.com'],
    ['tel:+15550100', 'tel:+15550100'],
    ['+1 (555) 010-0199', 'tel:+15550100199'],
    ['bücher.example', 'https://bücher.example'],
  ])('%s is taken as %s', (typed, address) => {
    expect(linkAddress(typed)).toBe(address);
  });

  it.each([
    '',
    '   ',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    'two words',
    'word',
    'https://',
    'mailto:',
  ])('%j is refused', (typed) => {
    expect(linkAddress(typed)).toBeNull();
  });
});
