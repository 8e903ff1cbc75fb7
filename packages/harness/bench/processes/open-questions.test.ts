import { expect, it } from 'bun:test';
import { OpenQuestions } from './open-questions.ts';

it('[PRF-2] times every answer from when its question was due, also of those that a stall has held up', () => {
  const questions = new OpenQuestions(10);
  questions.ask(1000);
  questions.ask(1100);
  questions.ask(1200);
  expect(questions.receive(30, 1500)).toEqual([500, 400, 300]);
});

it('[PRF-2] takes an answer as one, in however many pieces it comes', () => {
  const questions = new OpenQuestions(10);
  questions.ask(1000);
  questions.ask(1001);
  expect(questions.receive(4, 1002)).toEqual([]);
  expect(questions.receive(9, 1003)).toEqual([3]);
  expect(questions.receive(7, 1004)).toEqual([3]);
});
