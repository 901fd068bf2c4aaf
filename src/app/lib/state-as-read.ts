interface Read {
  awaiting_approval: boolean;
  returned: { at: string } | null;
}

/** The state in which a reply was read: a yes counts for no other. */
export const stateAsRead = ({ awaiting_approval, returned }: Read) => ({
  awaiting_approval,
  returned_at: returned?.at ?? null,
});
