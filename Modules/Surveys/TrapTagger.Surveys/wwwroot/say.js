// Numbers in words, as the server says them.
const format = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumFractionDigits: 1, useGrouping: false });
const long = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const number = (value) => format.format(value);

export const several = (count, noun) => `${number(count)} ${noun}${count === 1 ? '' : 's'}`;

export function bytes(value) {
  return value < 1e6 ? `${format.format(Math.ceil(value / 1e3))} kB`
    : value < 1e9 ? `${short.format(value / 1e6)} MB`
      : `${long.format(value / 1e9)} GB`;
}

/** A guess, rounded as coarsely as it is meant. */
export function duration(seconds) {
  return seconds < 60 ? 'less than a minute'
    : seconds < 5400 ? `about ${several(Math.ceil(seconds / 60), 'minute')}`
      : seconds < 172_800 ? `about ${several(Math.round(seconds / 3600), 'hour')}`
        : `about ${several(Math.round(seconds / 86_400), 'day')}`;
}
