// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/faults/interleaver.h"

#include <fcntl.h>
#include <linux/hw_breakpoint.h>
#include <linux/perf_event.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace sealframe {
namespace {

constexpr size_t kMaxInstructions = 8 << 20;
constexpr uint64_t kTrapFlag = 0x100;
constexpr unsigned kMaxSeconds = 120;  // For one run, until it is a deadlock.
constexpr int64_t kSpinningNs = 500'000'000;  // Processor time, until it waits.

// Shared is what the child reports to its parent.
struct Shared {
  size_t instructions;
  size_t runs;
  size_t missed;
  size_t waited;
  size_t at;           // The instruction of the run that is going on.
  uintptr_t address;   // Where it is.
  uintptr_t a_symbol;  // That of `Interleave`, to find the former in a file.
  bool done;
  char fault[1024];
};

enum class Mode { kOff, kRecord, kStep, kBreak };

// The rest belongs to the stopped thread and its signal handler, but for what
// `Meanwhile` has. One run at a time.
volatile Mode g_mode = Mode::kOff;
uintptr_t* g_trace = nullptr;  // Addresses of the first run's instructions.
volatile size_t g_count = 0;   // Instructions so far.
size_t g_target = 0;           // Where to stop.
size_t g_anchor = 0;           // Where to break, at or shortly before that.
int g_breakpoint = -1;
int g_stopped = -1;  // Written when the thread stops or has come to its end.
int g_go_on = -1;    // Written when it may go on.
pid_t g_other = 0;   // The thread that runs `Meanwhile`.
clockid_t g_others_time;
bool g_kills = false;  // The thread ends where it would stop.
volatile bool g_halted = false;
volatile bool g_waited = false;
pthread_key_t g_last_destructor;

void Signal(int event) {
  const uint64_t one = 1;
  if (write(event, &one, sizeof(one)) < 0) {
    std::abort();
  }
}

// OtherSleeps returns whether the kernel has the other thread wait.
bool OtherSleeps() {
  char path[64];
  char text[256];
  std::snprintf(path, sizeof(path), "/proc/self/task/%d/stat", g_other);
  const int fd = open(path, O_RDONLY | O_CLOEXEC);
  const ssize_t size = read(fd, text, sizeof(text) - 1);
  close(fd);
  text[std::max<ssize_t>(size, 0)] = '\0';
  const char* const end_of_name = std::strrchr(text, ')');
  return end_of_name != nullptr && end_of_name[1] == ' ' &&
         end_of_name[2] == 'S';
}

int64_t OthersTime() {
  timespec time = {};
  clock_gettime(g_others_time, &time);
  return time.tv_sec * int64_t{1'000'000'000} + time.tv_nsec;
}

// Halt waits until `Meanwhile` has ended, or waits for this thread. If
// `g_kills`, it ends this thread instead, without the C library's knowledge.
void Halt() {
  g_halted = true;
  Signal(g_stopped);
  if (g_kills) {
    syscall(SYS_exit, 0);
  }
  const int64_t begin = OthersTime();
  int asleep = 0;
  pollfd event = {.fd = g_go_on, .events = POLLIN, .revents = 0};
  while (poll(&event, 1, 1) != 1) {
    asleep = OtherSleeps() ? asleep + 1 : 0;
    if (asleep == 3 || OthersTime() - begin > kSpinningNs) {
      g_waited = true;
      return;
    }
  }
}

// RunRepeated runs the instruction that comes next, if it repeats itself
// (memcpy and memset have such), and returns whether it was one. It would trap
// each time.
bool RunRepeated(greg_t* registers) {
  const auto* code = std::bit_cast<const uint8_t*>(registers[REG_RIP]);
  if (*code++ != 0xf3) {
    return false;
  }
  const bool is_wide = *code == 0x48;
  code += is_wide;
  greg_t* const to = &registers[REG_RDI];
  greg_t* const from = &registers[REG_RSI];
  greg_t* const count = &registers[REG_RCX];
  switch (*code++) {
    case 0xa4:
      asm volatile("rep movsb"
                   : "+D"(*to), "+S"(*from), "+c"(*count)::"memory");
      break;
    case 0xaa:
      asm volatile("rep stosb"
                   : "+D"(*to), "+c"(*count)
                   : "a"(registers[REG_RAX])
                   : "memory");
      break;
    case 0xa5:
      if (!is_wide) {
        return false;
      }
      asm volatile("rep movsq"
                   : "+D"(*to), "+S"(*from), "+c"(*count)::"memory");
      break;
    case 0xab:
      if (!is_wide) {
        return false;
      }
      asm volatile("rep stosq"
                   : "+D"(*to), "+c"(*count)
                   : "a"(registers[REG_RAX])
                   : "memory");
      break;
    default:
      return false;
  }
  registers[REG_RIP] = reinterpret_cast<greg_t>(code);
  return true;
}

// CountInstruction is called before each instruction, and may halt there.
void CountInstruction(uintptr_t address) {
  const size_t number = g_count;
  g_count = number + 1;
  if (g_mode == Mode::kRecord) {
    g_trace[number] = address;
  }
  if (g_count == kMaxInstructions) {
    g_mode = Mode::kOff;
  } else if (g_mode == Mode::kStep && number == g_target) {
    g_mode = Mode::kOff;
    Halt();
  }
}

void OnTrap(int, siginfo_t*, void* context) {
  const int saved_errno = errno;
  greg_t* const registers =
      static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
  if (g_mode == Mode::kBreak) {
    ioctl(g_breakpoint, PERF_EVENT_IOC_DISABLE, 0);
    g_mode = Mode::kStep;
    g_count = g_anchor;
    registers[REG_EFL] |= static_cast<greg_t>(kTrapFlag);
  }
  do {
    if (g_mode != Mode::kOff) {
      CountInstruction(static_cast<uintptr_t>(registers[REG_RIP]));
    }
  } while (g_mode != Mode::kOff && RunRepeated(registers));
  if (g_mode == Mode::kOff) {
    registers[REG_EFL] &= ~static_cast<greg_t>(kTrapFlag);
  }
  errno = saved_errno;
}

// OpenBreakpoint returns a breakpoint of this thread, not yet enabled, at the
// address for the `pass`th time, or -1.
int OpenBreakpoint(uintptr_t address, uint64_t pass) {
  perf_event_attr event = {};
  event.size = sizeof(event);
  event.type = PERF_TYPE_BREAKPOINT;
  event.bp_type = HW_BREAKPOINT_X;
  event.bp_addr = address;
  event.bp_len = sizeof(long);
  event.sample_period = pass;
  event.disabled = 1;
  event.exclude_kernel = 1;
  event.exclude_hv = 1;
  event.sigtrap = 1;
  event.remove_on_exec = 1;
  return static_cast<int>(
      syscall(SYS_perf_event_open, &event, 0, -1, -1, PERF_FLAG_FD_CLOEXEC));
}

void CloseBreakpoint() {
  close(g_breakpoint);
  g_breakpoint = -1;
}

[[gnu::noinline]] void FunctionWithBreakpoint() { asm volatile(""); }

void OnTrialBreakpoint(int, siginfo_t*, void*) {
  ioctl(g_breakpoint, PERF_EVENT_IOC_DISABLE, 0);
  g_halted = true;
}

// HandleTraps sets the handler of traps, and returns the one before.
struct sigaction HandleTraps(void (*handler)(int, siginfo_t*, void*)) {
  struct sigaction action = {};
  action.sa_sigaction = handler;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  struct sigaction before = {};
  sigaction(SIGTRAP, &action, &before);
  return before;
}

// BreakpointsWork tries one, on several calls: a page fault or an interrupt may
// hide it. Some virtual machines grant breakpoints that never stop a thread.
bool BreakpointsWork() {
  static const bool work = [] {
    const struct sigaction before = HandleTraps(OnTrialBreakpoint);
    g_halted = false;
    g_breakpoint =
        OpenBreakpoint(reinterpret_cast<uintptr_t>(&FunctionWithBreakpoint), 1);
    ioctl(g_breakpoint, PERF_EVENT_IOC_ENABLE, 0);
    for (int i = 0; i < 10 && !g_halted; ++i) {
      FunctionWithBreakpoint();
    }
    CloseBreakpoint();
    sigaction(SIGTRAP, &before, nullptr);
    return g_halted;
  }();
  return work;
}

// Passes returns how many times the first run came to the address of each of
// its instructions, up to that one.
std::vector<uint64_t> Passes(size_t count) {
  std::vector<uint64_t> passes(count);
  std::unordered_map<uintptr_t, uint64_t> passes_of;
  for (size_t i = 0; i < count; ++i) {
    passes[i] = ++passes_of[g_trace[i]];
  }
  return passes;
}

// AnchorOf returns the instruction from which `target` is reached soonest:
// passing a breakpoint takes as long as three steps or less.
size_t AnchorOf(size_t target, const std::vector<uint64_t>& passes) {
  size_t best = target;
  uint64_t least = 3 * passes[target];
  for (size_t i = target, steps = 0; steps < least; --i, ++steps) {
    if (steps + 3 * passes[i] < least) {
      least = steps + 3 * passes[i];
      best = i;
    }
    if (i == 0) {
      break;
    }
  }
  return best;
}

// Arm makes the thread record, or stop at g_target.
void Arm(Mode mode, uint64_t passes_of_anchor) {
  g_count = 0;
  uint64_t flag = mode == Mode::kOff ? 0 : kTrapFlag;
  g_mode = mode;
  if (mode == Mode::kBreak) {
    g_breakpoint = OpenBreakpoint(g_trace[g_anchor], passes_of_anchor);
    ioctl(g_breakpoint, PERF_EVENT_IOC_ENABLE, 0);
    flag = 0;
  }
  asm volatile("pushfq; orq %0, (%%rsp); popfq" ::"r"(flag) : "memory", "cc");
}

// Disarm runs at the end of the part. The handler clears the trap flag.
void Disarm(void*) {
  g_mode = Mode::kOff;
  asm volatile("" ::: "memory");
  CloseBreakpoint();
  Signal(g_stopped);
}

// Part runs the scene's part of a thread.
void Part(Scene& scene, ThreadPart part, Mode mode, uint64_t passes) {
  scene.Begin();
  if (part == ThreadPart::kEnd) {
    scene.Stopped();
    pthread_setspecific(g_last_destructor, &scene);
    Arm(mode, passes);
    return;
  }
  Arm(mode, passes);
  scene.Stopped();
  Disarm(nullptr);
}

// Run returns what is wrong with one run.
std::string Run(Scene& scene, ThreadPart part, Mode mode, uint64_t passes) {
  g_halted = false;
  g_waited = false;
  g_kills = part == ThreadPart::kKilled;
  std::thread thread([&] { Part(scene, part, mode, passes); });
  uint64_t events = 0;
  while (read(g_stopped, &events, sizeof(events)) < 0) {
  }
  scene.Meanwhile();
  Signal(g_go_on);
  if (g_kills && g_halted) {
    // To join it would pass its stack, with its thread-local objects as they
    // are, to the next thread.
    thread.detach();
    CloseBreakpoint();
  } else {
    thread.join();
  }
  pollfd rest = {.fd = g_stopped, .events = POLLIN, .revents = 0};
  if (poll(&rest, 1, 0) == 1 && read(g_stopped, &events, sizeof(events)) < 0) {
    std::abort();
  }
  if (read(g_go_on, &events, sizeof(events)) < 0) {
    std::abort();
  }
  return scene.Check();
}

void SetUpChild() {
  g_trace = static_cast<uintptr_t*>(
      mmap(nullptr, kMaxInstructions * sizeof(uintptr_t),
           PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  g_stopped = eventfd(0, EFD_CLOEXEC);
  g_go_on = eventfd(0, EFD_CLOEXEC);
  g_other = static_cast<pid_t>(syscall(SYS_gettid));
  pthread_getcpuclockid(pthread_self(), &g_others_time);
  HandleTraps(OnTrap);
}

// InChild makes all runs.
void InChild(const std::function<std::unique_ptr<Scene>()>& new_scene,
             size_t max_runs, ThreadPart part, Shared* shared) {
  SetUpChild();
  const auto fails = [&](Mode mode, uint64_t passes) {
    alarm(kMaxSeconds);
    const std::string wrong = Run(*new_scene(), part, mode, passes);
    wrong.copy(shared->fault, sizeof(shared->fault) - 1);
    return !wrong.empty();
  };
  // The first run binds functions of libraries, makes what lives for ever, and
  // makes keys whose destructors are to come before the last.
  for (const Mode mode : {Mode::kOff, Mode::kRecord}) {
    pthread_key_create(&g_last_destructor, Disarm);
    if (fails(mode, 0)) {
      return;
    }
  }
  const Mode stop = BreakpointsWork() ? Mode::kBreak : Mode::kStep;
  const size_t total = shared->instructions = g_count;
  const std::vector<uint64_t> passes = Passes(total);
  const size_t runs = std::min(total, max_runs);
  for (size_t i = 0; i < runs; ++i) {
    g_target = shared->at = i * total / runs;
    shared->address = g_trace[g_target];
    g_anchor = AnchorOf(g_target, passes);
    // A page fault or an interrupt may hide a breakpoint.
    if (fails(stop, passes[g_anchor]) || (!g_halted && fails(Mode::kStep, 0))) {
      return;
    }
    ++(g_halted ? shared->runs : shared->missed);
    shared->waited += g_waited;
  }
  shared->done = true;
}

}  // namespace

size_t RunsInTest(size_t max_runs) {
  return BreakpointsWork() ? max_runs : std::min<size_t>(max_runs, 30);
}

Interleavings Interleave(
    const std::function<std::unique_ptr<Scene>()>& new_scene, size_t max_runs,
    ThreadPart part) {
  auto* const shared =
      static_cast<Shared*>(mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE,
                                MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  shared->a_symbol = reinterpret_cast<uintptr_t>(&Interleave);
  const pid_t child = fork();
  if (child == 0) {
    InChild(new_scene, max_runs, part, shared);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  Interleavings result = {.instructions = shared->instructions,
                          .runs = shared->runs,
                          .missed = shared->missed,
                          .waited = shared->waited,
                          .fault = shared->fault};
  if (!shared->done) {
    char where[128];
    std::snprintf(where, sizeof(where),
                  " (instruction %zu of %zu, at Interleave%+td; the process "
                  "ended with %#x)",
                  shared->at, shared->instructions,
                  static_cast<ptrdiff_t>(shared->address - shared->a_symbol),
                  static_cast<unsigned>(status));
    result.fault += where;
  }
  munmap(shared, sizeof(Shared));
  return result;
}

}  // namespace sealframe
