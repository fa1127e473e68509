import { Text } from "@/lib/platform/text";

export const PASSWORD_MIN = 10;
const PASSWORD_MAX = 200;

// Ten characters and more, as people choose them most; the short ones are refused by length.
const COMMON = new Set(
  `0123456789 0987654321 1111111111 1112131415 11223344556677 1234512345 1234554321 12345678900
   12345678910 1234567890 1234567891 123456789a 123456789q 1234567899 123123123123 1212121212
   1357924680 147258369147 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc 987654321a
   9876543210 a123456789 aaaaaaaaaa abc1234567 abcd123456 abcdef1234 abcdefghij administrator
   asdfasdfasdf asdfghjkl1 asdfghjkl; babygirl123 baseball123 basketball blink182blink
   changeme123 charlie123 cheesecake christopher computer123 dragon1234 elizabeth1 football123
   football12 hello12345 hellohello iloveyou12 iloveyou123 iloveyou1234 internet123 jennifer123
   jordan2323 letmein123 letmein1234 liverpool1 liverpool123 manchester manunited1 master1234
   michael123 microsoft1 monkey1234 mypassword mypassword1 newpassword p@ssw0rd123 p@ssword123
   passpasspass passw0rd123 passw0rd1234 password00 password01 password10 password11 password12
   password123 password1234 password12345 password123456 password2024 password2025 password2026
   password99 passwordpassword pokemon123 princess12 princess123 q1w2e3r4t5 q1w2e3r4t5y6
   qazwsx1234 qazwsxedc1 qazwsxedcrfv qwer123456 qwerasdfzxcv qwerty0987 qwerty1234 qwerty12345
   qwerty123456 qwertyqwerty qwertyuiop qwertyuiop1 qwertyuiop123 qwertyuiop[] red123456789
   samsung123 secret1234 shadow1234 slipknot666 spiderman1 starwars123 stella1234 sunshine12
   sunshine123 superman12 superman123 superstar1 test123456 testtest123 trustno123 unbelievable
   undertaker victoria123 volleyball welcome123 welcome1234 whatever123 wordpass123 zaq12wsxcde3
   zaq1zaq1zaq1 zxcvbnm123 zxcvbnm1234 zxcvbnm,./`.split(/\s+/),
);

/** A password somebody chooses: length counts, composition does not, well-known ones are refused. */
export const NewPassword = Text.min(PASSWORD_MIN, `must have at least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `must have at most ${PASSWORD_MAX} characters`)
  .refine(
    (password) => !COMMON.has(password.toLowerCase()) && !/^(.)\1*$/u.test(password),
    "is one of the passwords that are guessed first; choose another",
  );

/** A password somebody already has: whatever it is, within bounds. */
export const GivenPassword = Text.min(1, "is missing").max(1_000, "is too long");
