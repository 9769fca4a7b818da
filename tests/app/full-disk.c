/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <gmodule.h>

/* A disk without room, for a program that this is linked with: the folder that
 * BOUNCEBACK_FULL_DISK names. To mount a small disk takes rights that not everybody who
 * tests has, and a limit on the size of files gives another error. */

/* What each file may have before the disk is full. */
#define ROOM 100

static gboolean
is_on_full_disk (int fd)
{
  const char *folder = getenv ("BOUNCEBACK_FULL_DISK");
  char target[PATH_MAX];
  char link[40];
  ssize_t length;

  if (folder == NULL)
    return FALSE;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, target, sizeof target - 1);
  if (length < 0)
    return FALSE;
  target[length] = '\0';

  return strncmp (target, folder, strlen (folder)) == 0 && target[strlen (folder)] == '/';
}

/* Stands before that of the C library, for all libraries of the program. */
G_MODULE_EXPORT ssize_t
write (int         fd,
       const void *data,
       size_t      size)
{
  int saved_errno = errno;

  if (is_on_full_disk (fd))
    {
      off_t place = lseek (fd, 0, SEEK_CUR);

      if (place >= ROOM)
        {
          errno = ENOSPC;
          return -1;
        }
      size = MIN (size, (size_t) (ROOM - place));
    }
  errno = saved_errno;

  return syscall (SYS_write, fd, data, size);
}
