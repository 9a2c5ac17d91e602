import { expect, it } from 'vitest';
import { fitTemperature } from './fit-temperature.ts';

// Of four answers with odds of three to one, three are right: the logit that says so is ln 3.
const answers = (logit: number) => [0, 0, 0, 1].map((right) => ({ logits: [logit, 0], right }));

it('finds the temperature at which sureness is what it is worth', () => {
  expect(fitTemperature(answers(Math.log(3)))).toBeCloseTo(1, 3);
  expect(fitTemperature(answers(2.5 * Math.log(3)))).toBeCloseTo(2.5, 3);
  expect(fitTemperature(answers(0.5 * Math.log(3)))).toBeCloseTo(0.5, 3);
});

it('stays within its bounds', () => {
  expect(fitTemperature([])).toBe(1);
  expect(fitTemperature([{ logits: [1, 0], right: 0 }])).toBeCloseTo(0.1, 3);
  expect(fitTemperature([{ logits: [1, 0], right: 1 }])).toBeCloseTo(10, 3);
});
