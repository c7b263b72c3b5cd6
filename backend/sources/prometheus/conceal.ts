/** Shorter ones (a tenant's number) are no secrets, and would be struck out of harmless text. */
const SHORTEST = 6;

/**
 * Strikes secrets out of what a server said, for those that repeat the headers they were sent. Each secret is looked for as it is and as
 * part of `user:password` in base64.
 */
export function concealing(headers: Readonly<Record<string, string>>): (text: string) => string {
  const secrets = Object.values(headers)
    .flatMap((value) => {
      const [, scheme = '', credentials = ''] = /^(Basic|Bearer) (.+)$/s.exec(value) ?? [];
      const password =
        scheme === 'Basic'
          ? Buffer.from(credentials, 'base64')
              .toString()
              .replace(/^[^:]*:/, '')
          : '';
      return [credentials || value, password];
    })
    .filter((secret) => secret.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
  return (text) => secrets.reduce((kept, secret) => kept.replaceAll(secret, '***'), text);
}
