import { parentPort, workerData } from 'node:worker_threads';
import type { DrawingReply, DrawingRequest } from './picture-messages.ts';

const draw = async ({ picture, format, fonts }: DrawingRequest): Promise<DrawingReply> => {
  try {
    if (format === 'svg') {
      const { drawSvg } = await import('./draw-svg.ts');
      return { kind: 'drawn', drawn: drawSvg(picture) };
    }
    const { drawPng } = await import('./draw-png.ts');
    return { kind: 'drawn', drawn: drawPng(picture, fonts) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
};

/** The thread's side: draws the one picture that it was started for. */
if (parentPort !== null) parentPort.postMessage(await draw(workerData as DrawingRequest));
