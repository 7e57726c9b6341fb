import type { Role } from "../../store/session.svelte";

export const roles: Role[] = ["admin", "revops", "manager", "seller", "marketing", "success", "viewer", "auditor"];

/** In which of the departments that are known somebody of a role usually works. */
export const departmentsOf = (list: { department?: string }[]) => [...new Set(list.map((one) => one.department).filter((one) => !!one))] as string[];
