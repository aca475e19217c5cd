// The page of the chat panel: asks the host for its state and draws what comes.
export {};
