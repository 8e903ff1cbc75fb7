import { equalInConstantTime } from '@usher/kit/runtime';

/** Whether a request shows `key` as its bearer token, compared in constant time. An empty key lets nobody in (BAL-30). */
export function hasBearer(request: Request, key: string): boolean {
  const [scheme, token] = request.headers.get('authorization')?.split(' ') ?? [];
  return key !== '' && scheme?.toLowerCase() === 'bearer' && equalInConstantTime(token ?? '', key);
}
