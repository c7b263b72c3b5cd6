import { parseLoopbackAddress } from './loopback-address.ts';

it.each([
  ['127.0.0.1:9464', { host: '127.0.0.1', port: 9464 }],
  [' localhost:80 ', { host: 'localhost', port: 80 }],
  ['[::1]:65535', { host: '::1', port: 65535 }],
  ['127.1.2.3:1', { host: '127.1.2.3', port: 1 }],
])('reads %s', (text, address) => {
  expect(parseLoopbackAddress(text)).toEqual(address);
});

it.each([
  '',
  '9464',
  ':9464',
  '0.0.0.0:9464',
  '10.0.0.1:80',
  '127.0.0.1',
  '127.0.0.1:0',
  '127.0.0.1:65536',
  '127.0.0.256:80',
  'localhost.example.org:80',
  '::1:80',
  '[::]:80',
  '127.0.0.1:80/path',
])('refuses %j', (text) => {
  expect(parseLoopbackAddress(text)).toBeNull();
});
