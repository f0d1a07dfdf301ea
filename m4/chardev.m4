dnl SPDX-License-Identifier: LGPL-2.1-or-later
dnl The checks of configure.ac: each names what to install when something is missing.

dnl CHARDEV_CXX20: adds -std=c++20 to CXX, or stops.
AC_DEFUN([CHARDEV_CXX20], [
  CXX="$CXX -std=c++20"
  AC_MSG_CHECKING([whether $CXX compiles C++20])
  AC_COMPILE_IFELSE([AC_LANG_SOURCE([[
    #include <compare>
    #include <variant>
    struct Slot { int index; friend auto operator<=>(const Slot &, const Slot &) = default; };
    template <class T> constexpr bool comparable = requires(const T &a) { a < a; };
    static_assert(comparable<Slot>);
    ]])],
    [AC_MSG_RESULT([yes])],
    [AC_MSG_RESULT([no])
     AC_MSG_ERROR([a C++20 compiler is needed, g++ 12 or clang 14 or newer: install 'g++' (Debian) or 'gcc-c++' (Fedora)])])
])

dnl CHARDEV_PROGRAM(VARIABLE, PROGRAM, DEBIAN-PACKAGE, FEDORA-PACKAGE)
AC_DEFUN([CHARDEV_PROGRAM], [
  AC_PATH_PROG([$1], [$2])
  AS_IF([test -z "$$1"], [AC_MSG_ERROR(['$2' is missing: install '$3' (Debian) or '$4' (Fedora)])])
])

dnl CHARDEV_PACKAGE(VARIABLE, PKG-CONFIG-MODULES, DEBIAN-PACKAGE, FEDORA-PACKAGE)
AC_DEFUN([CHARDEV_PACKAGE], [
  PKG_CHECK_MODULES([$1], [$2], [],
    [AC_MSG_ERROR(['$2' is missing or too old: install '$3' (Debian) or '$4' (Fedora)])])
])

dnl CHARDEV_FLAG(VARIABLE, FLAG): appends FLAG if the current language's compiler knows it.
AC_DEFUN([CHARDEV_FLAG], [
  chardev_saved=$[]_AC_LANG_PREFIX[]FLAGS
  _AC_LANG_PREFIX[]FLAGS="$[]_AC_LANG_PREFIX[]FLAGS -Werror $2"
  AC_COMPILE_IFELSE([AC_LANG_PROGRAM], [AS_VAR_APPEND([$1], [" $2"])])
  _AC_LANG_PREFIX[]FLAGS=$chardev_saved
])

dnl CHARDEV_FLAGS: WARN_CFLAGS, WARN_CXXFLAGS, SANITIZER_FLAGS, and NO_UNDEFINED for modules, whose sanitizer is in the
dnl program that loads them, and NO_UNUSED for those in C++: libtool links them with -nostdlib, and then clang warns that it
dnl has no use for the -pthread of GLib's flags.
AC_DEFUN([CHARDEV_FLAGS], [
  AC_LANG_PUSH([C])
  m4_foreach_w([flag], [-Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
                        -Wformat=2 -Wswitch-enum],
    [CHARDEV_FLAG([WARN_CFLAGS], flag)])
  AC_LANG_POP([C])
  AC_LANG_PUSH([C++])
  m4_foreach_w([flag], [-Wall -Wextra -Wshadow -Wconversion -Wformat-security -Wswitch-enum -Wnon-virtual-dtor
                        -Woverloaded-virtual -Wcast-qual -Wundef],
    [CHARDEV_FLAG([WARN_CXXFLAGS], flag)])
  dnl g++ 12 sees overlapping copies in "literal" + std::string that are not there (GCC bug 105651).
  CHARDEV_FLAG([WARN_CXXFLAGS], [-Wno-restrict])
  CHARDEV_FLAG([NO_UNUSED], [-Wunused-command-line-argument])
  AS_IF([test -n "$NO_UNUSED"], [NO_UNUSED=-Wc,-Wno-unused-command-line-argument])
  AC_LANG_POP([C++])
  AS_IF([test "x$enable_werror" = xyes],
    [WARN_CFLAGS="$WARN_CFLAGS -Werror" WARN_CXXFLAGS="$WARN_CXXFLAGS -Werror"])
  NO_UNDEFINED=-Wl,-z,defs
  AS_IF([test "x$enable_sanitizers" = xyes],
    [NO_UNDEFINED=
     SANITIZER_FLAGS="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"])
  AC_SUBST([WARN_CFLAGS])
  AC_SUBST([WARN_CXXFLAGS])
  AC_SUBST([SANITIZER_FLAGS])
  AC_SUBST([NO_UNDEFINED])
  AC_SUBST([NO_UNUSED])
])
