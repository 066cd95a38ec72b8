// Which ws-chat this is: the package's version. A test compares the two.

export const version = '0.1.0';
