const locale = 'en-GB';
const day = 86_400_000;

interface Reader {
  now?: Date;
  /** IANA name; the browser's own where absent. */
  timeZone?: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than drawing a row of a list. */
function formatOf(of: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${of} ${JSON.stringify(options)}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(of, options);
    formats.set(key, known);
  }
  return known;
}

/** Days are counted in the reader's zone: 23:50 is yesterday ten minutes after midnight. */
function calendarDay(instant: Date, timeZone: string | undefined): number {
  const parts = formatOf('en-CA', { timeZone, dateStyle: 'short' }).format(instant);
  return Date.parse(`${parts}T00:00:00Z`) / day;
}

function daysAgo(instant: Date, { now = new Date(), timeZone }: Reader): number {
  return calendarDay(now, timeZone) - calendarDay(instant, timeZone);
}

function format(instant: Date, timeZone: string | undefined, options: Intl.DateTimeFormatOptions): string {
  return formatOf(locale, { timeZone, ...options }).format(instant);
}

/** `10:38` in the reader's zone. */
export function clock(at: string | Date, { timeZone }: Reader = {}): string {
  return format(new Date(at), timeZone, { hour: '2-digit', minute: '2-digit' });
}

function dayName(instant: Date, reader: Reader): string {
  const ago = daysAgo(instant, reader);
  if (ago === 1) return 'Yesterday';
  if (ago > 1 && ago < 7) return format(instant, reader.timeZone, { weekday: 'short' });
  const sameYear =
    format(instant, reader.timeZone, { year: 'numeric' }) ===
    format(reader.now ?? new Date(), reader.timeZone, { year: 'numeric' });
  return format(instant, reader.timeZone, {
    day: 'numeric',
    month: 'short',
    year: sameYear ? undefined : 'numeric',
  });
}

/** For lists: `10:38` today, then `Yesterday`, `Fri`, `22 May`, `22 May 2025`. */
export function briefTime(at: string, reader: Reader = {}): string {
  const instant = new Date(at);
  return daysAgo(instant, reader) === 0 ? clock(instant, reader) : dayName(instant, reader);
}

/** For messages: `Today 10:31`, `Yesterday 15:02`, `Mon 15:02`, `22 May 15:02`. */
export function spokenTime(at: string, reader: Reader = {}): string {
  const instant = new Date(at);
  const name = daysAgo(instant, reader) === 0 ? 'Today' : dayName(instant, reader);
  return `${name} ${clock(instant, reader)}`;
}

/** `10:42` today, `yesterday 15:02` or `Mon 15:02` before: for the likes of “Saved …”. */
export function sinceTime(at: string, reader: Reader = {}): string {
  const ago = daysAgo(new Date(at), reader);
  if (ago === 0) return clock(at, reader);
  return ago === 1 ? `yesterday ${clock(at, reader)}` : spokenTime(at, reader);
}

/** `at 10:42` today, `yesterday at 15:02` or `on Mon at 15:02` before: for the end of a sentence. */
export function atTime(at: string, reader: Reader = {}): string {
  const instant = new Date(at);
  const ago = daysAgo(instant, reader);
  const day = ago === 0 ? '' : ago === 1 ? 'yesterday ' : `on ${dayName(instant, reader)} `;
  return `${day}at ${clock(instant, reader)}`;
}

/** `Friday, 22 May 2026 at 20:45:03 GMT+2` */
export function fullDate(at: string, { timeZone }: Reader = {}): string {
  return format(new Date(at), timeZone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
}

/** `4:05`, `1:02:09` */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const pad = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}
