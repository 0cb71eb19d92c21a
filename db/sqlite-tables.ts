/** What SQLite alone is told, or by this name; other databases need not be told, or are told otherwise. */
import { sql } from 'kysely'

/** For a table whose key is its order on disk. */
export const keyedTable = sql`without rowid`

/** The type of a primary key that counts up by itself. */
export const countedId = 'integer'

/** The aggregate that is the middle of the values of a group, and between the middle two the mean of both. */
export const median = 'median'

/**
 * What makes the database itself refuse to change or remove a row of the audit trail. The last is for `replace`, which
 * removes a row without asking the second.
 */
export const onlyAppended = [
  sql`create trigger audit_unchanged before update on audit begin select raise(abort, 'the audit trail is only added to'); end`,
  sql`create trigger audit_unremoved before delete on audit begin select raise(abort, 'the audit trail is only added to'); end`,
  sql`create trigger audit_unreplaced before insert on audit when new.id <= (select max(id) from audit) begin select raise(abort, 'the audit trail is only added to'); end`,
]
