# SPDX-License-Identifier: LGPL-2.1-or-later
# The tests' guest: a boot sector that says hello on COM1-COM4 and LPT1-LPT3 once a second, for ever, and answers each
# line that comes in on a COM port with "<port> heard: <line>". It never waits for a port that is absent or stuck.

        .code16
        .globl  _start

        .set    ticks, 0x46c            # the BIOS counts here, 18.2 times a second
        .set    second, 18

# A row of the table of ports.
        .set    base, 0                 # I/O address
        .set    put, 2                  # the routine that sends %al
        .set    name, 4                 # four letters, then a zero
        .set    open, 9                 # 1: an answer has begun and its line has not ended
        .set    row, 10

_start: ljmp    $0, $start
start:  xor     %ax, %ax
        mov     %ax, %ds
        mov     %ax, %ss
        mov     $0x7c00, %sp
        cld
        sti

        mov     $ports, %bx             # FIFOs on: what QEMU's websockets bring overruns a port that has none
1:      mov     base(%bx), %dx
        add     $2, %dx
        mov     $1, %al
        out     %al, %dx
        add     $row, %bx
        cmp     $printers, %bx
        jb      1b

turn:   hlt                             # until the next tick: an idle guest costs nothing
        mov     ticks, %ax
        mov     %ax, %cx
        sub     said, %ax
        xor     %bp, %bp                # %bp: is a hello due in this turn?
        cmp     $second, %ax
        jb      1f
        mov     %cx, said
        inc     %bp
1:      mov     $ports, %bx
2:      mov     base(%bx), %dx
        call    serve
        add     $row, %bx
        cmp     $end, %bx
        jb      2b
        jmp     turn

# One port, its row in %bx, its address in %dx.
serve:  cmpw    $put_lpt, put(%bx)
        je      hello
        call    hear
        cmpb    $0, open(%bx)           # leave a slow line a turn to end before the next hello
        je      hello
        test    %bp, %bp
        jz      3f
        movb    $0, open(%bx)
3:      ret

hello:  test    %bp, %bp
        jz      3b
        call    say_name
        mov     $greeting, %si
        jmp     say

# Answers what has come in, until nothing has for two ticks. An absent port reads all ones.
hear:   mov     ticks, %di
1:      call    status
        cmp     $0xff, %al
        je      3b
        test    $1, %al
        jnz     4f
        mov     ticks, %ax
        sub     %di, %ax
        cmp     $2, %ax
        jb      5f
        ret
5:      cmpb    $0, open(%bx)           # nothing had begun: no reason to stay
        jne     1b
        ret
4:      in      %dx, %al
        cmp     $'\r', %al
        je      6f
        cmp     $'\n', %al
        je      6f
        push    %ax
        cmpb    $0, open(%bx)
        jne     7f
        call    say_name
        mov     $answer, %si
        call    say
        movb    $1, open(%bx)
7:      pop     %ax
        call    put_com
        jmp     hear
6:      cmpb    $0, open(%bx)           # of CR LF the second ends nothing
        je      hear
        movb    $0, open(%bx)
        mov     $newline, %si
        call    say
        jmp     hear

say_name:
        lea     name(%bx), %si
# The text at %si, up to a zero; the rest of it is dropped when the port is stuck.
say:    lodsb
        test    %al, %al
        jz      8f
        call    *put(%bx)
        jnc     say
8:      ret

status: add     $5, %dx
        in      %dx, %al
        sub     $5, %dx
        ret

# Sends %al; carry set: the port did not take it within two ticks.
put_com:
        push    %ax
        mov     ticks, %cx
1:      call    status
        test    $0x20, %al
        jnz     2f
        mov     ticks, %ax
        sub     %cx, %ax
        cmp     $3, %ax
        jb      1b
        pop     %ax
        stc
        ret
2:      pop     %ax
        out     %al, %dx
        clc
        ret

put_lpt:
        out     %al, %dx
        add     $2, %dx
        mov     $0x0d, %al              # strobe, with "initialised" and "selected"
        out     %al, %dx
        dec     %al
        out     %al, %dx
        sub     $2, %dx
        clc
        ret

said:   .word   0
greeting:
        .asciz  " says hello\r\n"
answer: .asciz  " heard: "
newline:
        .asciz  "\r\n"

        .macro  port address, routine, called
        .word   \address, \routine
        .asciz  "\called"
        .byte   0
        .endm

ports:  port    0x3f8, put_com, COM1
        port    0x2f8, put_com, COM2
        port    0x3e8, put_com, COM3
        port    0x2e8, put_com, COM4
printers:
        port    0x378, put_lpt, LPT1
        port    0x278, put_lpt, LPT2
        port    0x3c0, put_lpt, LPT3    # QEMU (7.2) claims 0x3bc-0x3c3 and looks at the lowest three bits
end:
        .org    510
        .word   0xaa55
