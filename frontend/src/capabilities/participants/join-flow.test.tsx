import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { JoinFlow } from './join-flow.tsx';

const EVENT = '0199a3c0-7e00-7000-8000-000000000001';
/** What was asked, and which key lay on the device at that moment. */
const asked: {
  code: string;
  passcode?: string;
  resumeCode?: string;
  joinKey: string;
  keptKey: string | null;
}[] = [];
let answers: (() => Response | Promise<never>)[] = [];

const joined = (nickname: string | null = null) =>
  Response.json(
    {
      event: {
        id: EVENT,
        code: 'K7M4QX',
        title: 'Lakeside City Assembly',
        status: 'live',
        settings: { moderation: 'before', nicknames: 'off' },
      },
      participant: { id: '0199a3c0-7e00-7000-8000-0000000000aa', nickname },
      token: 'token',
      cursor: 'k3f9a2.1',
    },
    { status: 201 },
  );
const refused = (status: number, code: string, headers = {}) =>
  Response.json({ code, status }, { status, headers });

beforeEach(() => {
  asked.length = 0;
  localStorage.clear();
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    const join = JSON.parse(body);
    asked.push({ ...join, keptKey: localStorage.getItem(`plenum:join-key:${join.code}`) });
    return (answers.shift() ?? (() => joined()))();
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(scannedCode?: string) {
  const onJoined = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <JoinFlow {...(scannedCode !== undefined && { scannedCode })} onJoined={onJoined} />
    </QueryClientProvider>,
  );
  return onJoined;
}
const codeInput = () => screen.getByLabelText<HTMLInputElement>('Event code');
const type = (text: string) => fireEvent.change(codeInput(), { target: { value: text } });
const press = () => fireEvent.submit(codeInput().form as HTMLFormElement);

test('a pasted code is shown in upper case and sent bare', async () => {
  answers = [() => joined()];
  const onJoined = open();
  type('k7m 4qx');
  expect(codeInput().value).toBe('K7M 4QX');
  press();
  await waitFor(() => expect(onJoined).toHaveBeenCalledTimes(1));
  expect(asked[0]?.code).toBe('K7M4QX');
  expect(onJoined.mock.calls[0]?.[0]).toMatchObject({ eventId: EVENT, token: 'token' });
});

test('a wrong code keeps the text and the focus and says what to do', async () => {
  answers = [() => refused(404, 'code_unknown')];
  open();
  type('K7N 4QX');
  press();
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toBe('No event has this code. Check the screen and try again.');
  expect(codeInput().value).toBe('K7N 4QX');
  expect(document.activeElement).toBe(codeInput());
  expect(codeInput().getAttribute('aria-invalid')).toBe('true');
});

test('no code is no request', () => {
  open();
  press();
  expect(asked).toHaveLength(0);
  expect(screen.getByRole('alert').textContent).toBe('Type the code from the screen.');
});

test('too many wrong codes: says when one may try again, and tries nothing by itself', async () => {
  answers = [() => refused(429, 'rate_limited', { 'retry-after': '30' })];
  open();
  type('K7M4QX');
  press();
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toBe('Too many tries from this network. You can try again in 30 s.');
  expect(asked).toHaveLength(1);
});

test('an event with a passcode asks for it, and a wrong one can be corrected', async () => {
  answers = [() => refused(403, 'passcode_required'), () => refused(403, 'passcode_wrong'), () => joined()];
  const onJoined = open();
  type('K7M4QX');
  press();
  const passcode = await screen.findByLabelText<HTMLInputElement>('Passcode');
  expect(screen.queryByRole('alert')).toBeNull();
  fireEvent.change(passcode, { target: { value: 'harbor' } });
  fireEvent.submit(passcode.form as HTMLFormElement);
  expect((await screen.findByRole('alert')).textContent).toBe(
    'That passcode is not right. Check it and try again.',
  );
  expect(passcode.value).toBe('harbor');
  fireEvent.change(passcode, { target: { value: 'harbour' } });
  fireEvent.submit(passcode.form as HTMLFormElement);
  await waitFor(() => expect(onJoined).toHaveBeenCalledTimes(1));
  expect(asked.map(({ passcode }) => passcode)).toEqual([undefined, 'harbor', 'harbour']);
  expect(new Set(asked.map(({ joinKey }) => joinKey)).size).toBe(1);
});

test('an event that requires a name asks for it, and tells when the name came back another', async () => {
  const asksName = () =>
    Response.json(
      { code: 'request_invalid', errors: [{ path: '/nickname', message: 'this event asks for a nickname' }] },
      { status: 400 },
    );
  answers = [asksName, () => joined('Amira 2')];
  const onJoined = open('k7m4qx');
  const name = await screen.findByLabelText<HTMLInputElement>('Nickname');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Join without a name' })).toBeNull();
  fireEvent.change(name, { target: { value: 'Amira' } });
  fireEvent.submit(name.form as HTMLFormElement);
  await screen.findByText('You are Amira 2 here, because another Amira came first.');
  expect(onJoined).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  expect(onJoined.mock.calls[0]?.[0]).toMatchObject({ nickname: 'Amira 2', asksName: false });
});

test('whoever was here before gives the personal code, and keeps it through the passcode', async () => {
  answers = [
    () => refused(404, 'resume_code_unknown'),
    () => refused(403, 'passcode_required'),
    () => joined('Amira'),
  ];
  const onJoined = open();
  type('k7m 4qx');
  fireEvent.click(screen.getByRole('button', { name: 'I was here before' }));
  const own = await screen.findByLabelText<HTMLInputElement>('Your personal code');
  expect(codeInput().value).toBe('K7M 4QX');
  fireEvent.change(own, { target: { value: 'pd73 wkxx' } });
  fireEvent.submit(own.form as HTMLFormElement);
  expect((await screen.findByRole('alert')).textContent).toBe(
    'No one here has this code. Check it and try again.',
  );
  await waitFor(() => expect(document.activeElement).toBe(own));
  fireEvent.change(own, { target: { value: 'PD73 WKXY' } });
  fireEvent.submit(own.form as HTMLFormElement);
  const passcode = await screen.findByLabelText<HTMLInputElement>('Passcode');
  fireEvent.change(passcode, { target: { value: 'harbour' } });
  fireEvent.submit(passcode.form as HTMLFormElement);
  await waitFor(() => expect(onJoined).toHaveBeenCalledTimes(1));
  expect(asked.map(({ resumeCode, passcode }) => [resumeCode, passcode])).toEqual([
    ['PD73WKXX', undefined],
    ['PD73WKXY', undefined],
    ['PD73WKXY', 'harbour'],
  ]);
  expect(onJoined.mock.calls[0]?.[0]).toMatchObject({ nickname: 'Amira', asksName: false });
});

test('the link for whoever was here before joins nobody by itself', async () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <JoinFlow scannedCode="K7M4QX" isBack onJoined={vi.fn()} />
    </QueryClientProvider>,
  );
  expect(await screen.findByLabelText('Your personal code')).toBeTruthy();
  expect(asked).toHaveLength(0);
});

test('a name can be proposed, and a refused one asks for another', async () => {
  const asksName = () =>
    Response.json(
      { code: 'request_invalid', errors: [{ path: '/nickname', message: 'this event asks for a nickname' }] },
      { status: 400 },
    );
  answers = [asksName, () => refused(400, 'nickname_refused')];
  open('k7m4qx');
  const name = await screen.findByLabelText<HTMLInputElement>('Nickname');
  fireEvent.click(screen.getByRole('button', { name: 'Propose a name' }));
  await waitFor(() => expect(name.value).toMatch(/^\S+ \S+$/));
  fireEvent.submit(name.form as HTMLFormElement);
  expect((await screen.findByRole('alert')).textContent).toBe('Please pick another nickname.');
});

test('the QR code joins by itself, and a lost answer joins the same person again', async () => {
  answers = [() => Promise.reject(new TypeError('network')), () => joined()];
  const onJoined = open('k7m4qx');
  await waitFor(() => expect(onJoined).toHaveBeenCalledTimes(1), { timeout: 5_000 });
  expect(asked).toHaveLength(2);
  expect(asked[0]?.joinKey).toBe(asked[1]?.joinKey);
});

test('the key is kept before the request leaves: a page that dies meanwhile comes back as the same person', async () => {
  answers = [() => joined()];
  const onJoined = open('k7m4qx');
  await waitFor(() => expect(onJoined).toHaveBeenCalledTimes(1));
  expect(asked[0]?.keptKey).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(asked[0]?.joinKey).toBe(asked[0]?.keptKey);
});
