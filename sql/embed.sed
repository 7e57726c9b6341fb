# an SQL file as one C string literal, for #include; comments stay out of the program
s/ *--.*$//
/^ *$/d
s/\\/\\\\/g
s/"/\\"/g
s/^/"/
s/$/\\n"/
