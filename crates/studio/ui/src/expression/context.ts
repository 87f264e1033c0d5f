/** What a value may depend on besides records: time, zone and the person who asks. */

export interface Me {
  readonly id: string;
  readonly department?: string | null | undefined;
  readonly name?: string;
  readonly account?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly title?: string;
  readonly roles: readonly string[];
}

export interface Context {
  /** The moment, in microseconds since 1970. */
  readonly now: bigint;
  /** The organisation's zone, by its name in the tz database. */
  readonly zone: string;
  readonly me: Me;
  /** The department above another. */
  departmentParent: (id: string) => string | null | undefined;
}
