const name = /^[a-z_][a-z0-9_]*$/;
const privilege =
  /^(select|insert|update|delete)( \([a-z0-9_, ]+\))?(, (select|insert|update|delete)( \([a-z0-9_, ]+\))?)*$/;

/** SQL that gives the app role (setting `yidi.app_role`) these privileges on a table: `'select, insert'`. */
export function grantToApp(table: string, privileges: string): string {
  if (!name.test(table) || !privilege.test(privileges)) throw new Error(`cannot grant ${privileges} on ${table}`);
  return `do $$ begin execute format('grant ${privileges} on ${table} to %I', current_setting('yidi.app_role')); end $$`;
}
