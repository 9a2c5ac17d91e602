import { expect, it } from 'vitest';
import { createTape } from './tape.ts';

it('reads the same draws from the start each time, in whichever order they are asked for', () => {
  const rewind = createTape('a seed');
  const [one, two] = [rewind(), rewind()];
  const normals = [one.normal(), one.normal(), one.normal()];
  const uniform = two.uniform();
  expect([two.normal(), two.normal(), two.normal()]).toEqual(normals);
  expect(one.uniform()).toBe(uniform);
  expect(createTape('a seed')().uniform()).toBe(uniform);
  expect(createTape('another')().uniform()).not.toBe(uniform);
});

it('makes normal draws whose moments are those of the standard normal', () => {
  const tape = createTape('moments')();
  const draws = Array.from({ length: 40_000 }, () => tape.normal());
  const moment = (power: number): number => draws.reduce((sum, x) => sum + x ** power, 0) / draws.length;
  // 0, 1, 0, 3; standard errors at 40,000 draws: .005, .007, .019, .049
  expect(Math.abs(moment(1))).toBeLessThan(0.02);
  expect(Math.abs(moment(2) - 1)).toBeLessThan(0.028);
  expect(Math.abs(moment(3))).toBeLessThan(0.08);
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.2);
});
