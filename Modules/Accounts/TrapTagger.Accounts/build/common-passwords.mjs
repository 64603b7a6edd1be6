// node common-passwords.mjs <list> <passwords.txt>
// All passwords of the list that are long enough to be chosen here: shorter ones are refused for their length.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const SHORTEST = 12;
const FEWEST = 40_000; // else it is another list

const [source, target] = process.argv.slice(2);
const passwords = new Set();
for (const line of readFileSync(source, 'utf8').split('\n')) {
  const password = line.trim().toLowerCase();
  if ([...password].length >= SHORTEST) {
    passwords.add(password);
  }
}
if (passwords.size < FEWEST) {
  throw new Error(`${source} has only ${passwords.size} passwords of ${SHORTEST} letters or more.`);
}
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, [...passwords].sort().join('\n'));
