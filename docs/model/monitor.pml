/* The life of lvsmon: checks, verdicts, one child at a time, the kernel's table, death and restart.
 * README.md says what this stands for, what it leaves out, how it is run and how the code is held to it.
 * One virtual service that is always there, N real servers with one check each, on-failure remove.
 * Every act of the world is one line that begins with "> "; then come what the daemon told ("< "), the children it
 * started ("! ") and how it stands ("= "). Verification does not print; a simulation of spin and a trail do.
 */
#ifndef N
#define N 1             /* real servers, 1 or 2 */
#endif
#ifndef RISE
#define RISE 2
#endif
#ifndef FALL
#define FALL 2
#endif
#ifndef BUDGET
#define BUDGET 3        /* ticks that an attempt may last */
#endif
#ifndef PHASE
#define PHASE 2         /* ticks that one phase of it may last */
#endif
#ifndef MAXB
#define MAXB 2          /* pieces of an answer until the byte cap */
#endif
#ifndef FINE
#define FINE 1          /* 1: an attempt goes through its phases; 0: it has one of three results within its tick */
#endif
#ifndef FLOOR
#define FLOOR 0
#endif
#ifndef FIGHT
#define FIGHT 0         /* 1: changes by others are counted; else there are fewer than a fight needs */
#endif
#ifndef MAXFAIL
#define MAXFAIL 2       /* children that go wrong */
#endif
#ifndef MAXEDIT
#define MAXEDIT 1       /* changes of the table by others; at most 3 unless FIGHT */
#endif
#ifndef MAXCRASH
#define MAXCRASH 1
#endif
#ifndef MAXSTALL
#define MAXSTALL 1      /* stops of the whole process, longer than any deadline */
#endif
#ifndef STORM
#define STORM 0         /* 1: the world never calms down, for random traces */
#endif
#ifndef MUT
#define MUT 0           /* a design fault that must be found, see README.md */
#endif

/* A mutant is to go on in a storm: then it is the code that must refuse it. */
#if STORM && MUT
#define promise(x) skip
#else
#define promise(x) assert(x)
#endif
#define LONGEST (RISE > FALL -> RISE : FALL)
#define REPAIRS 3       /* changes of an entry within an hour that are repaired */

/* phases of an attempt */
#define IDLE 0
#define CONN 1
#define SEND 2
#define RECV 3

/* results, and what they make of a server */
#define PASS 1
#define FAIL 2
#define OURS 3
#define UNKNOWN 0
#define UP 1
#define DOWN 2
#define ADOPTED 3

/* an entry of the table */
#define OUT 0
#define IN 1            /* with the configured weight */
#define ODD 2           /* with weight 0, by somebody else's hand */
#define carries(v) ((v) == IN)

/* lines for the table, in the order in which they are written */
#define NO 0
#define ADD 1
#define RAISE 2         /* to the configured weight */
#define DRAIN 3         /* to weight 0 */
#define DEL 4

/* marks of an entry */
#define NONE 0
#define PENDING 1
#define FAILING 2
#define RETRYING 3
#define LEFT 4

/* the one child */
#define SAVE 1
#define LIST 2
#define BATCH 3
#define ONE 4
#define RUNS 1
#define HANGS 2
#define HANGS_DONE 3

/* ways in which lines are carried out */
#define ALL 0
#define NOTHING 1
#define FIRST 2
#define LAST 3

/* where the daemon is within a tick */
#define PEER 0
#define CHILD 1
#define TICK 2
#define BEGIN 3

#define START_PENDING 0
#define START_FAILED 1
#define START_DONE 2

/* ---- the world ---- */
bool srv[N];            /* once all is quiet: the server answers well */
bool quiet = false;     /* from now on servers are constant and nothing goes wrong any more */
byte table[N];          /* the kernel's table */
byte faults, edits, crashes, stalls;
bool orphan;            /* a child that its daemon did not outlive still has lines to write */
byte okind[N], ovalue[N];

/* ---- the daemon: checks and verdicts ---- */
bool begun;             /* checks run */
byte phase[N], spent[N], inphase[N], pieces[N];
byte passes[N], fails[N], health[N];
bool isup[N], verified[N];

/* ---- the daemon: the table ---- */
byte startread;
bool late;              /* adopted after the checks began */
bool known, fresh, readdue, disagreed, verifying, queued, out;
bool rwait, await;      /* back-off after a reading or a start that failed; after lines that did not take */
byte child, cstate;
byte state[N], found[N], wish[N], actual[N], snap[N], mark[N];
bool wasin[N], held[N], adopted[N];
byte lastdown;          /* the server that went down last */
byte nedits, order[N], kind[N], value[N];
byte single, singles;
bool attributable, silent;
#if FIGHT
byte changes[N];        /* by others, within this hour */
bool repairs[N];        /* what is written is still the repair of such a change */
bool leftnow[N];        /* our wish is the one for which the entry was left alone */
#endif

/* ---- the act at hand ---- */
mtype = {
    connected, refused, connect_ours, taken, cut, lost, send_ours, answered, mistaken, closed, receive_ours, piece,
    passes_whole, fails_whole, ours_whole, ticks, stalls_long, ends, hangs, deadline, waits, reconciles, hour, begins, dies
};
mtype act;
byte how;
bool well;
bool nostart;           /* the next child cannot be started */
bool nofd;              /* connects fail for want of a descriptor */

/* ---- written apart from the daemon, to judge it ---- */
byte hist[N], hlen[N];  /* the last conclusive results, newest in bit 0 */
byte verdict[N];
bool told[N];
bool moved[N];          /* somebody else has changed the entry while this daemon lives */
bool unread;            /* lines were written and not read back */

/* ---- scratch, of no use between two steps ---- */
hidden byte i, j, k, e, nf, fact, result, reads, snaps;
hidden short missing, spare;
hidden byte first, due, was, needs, differs, applied, conflict, more, gave, newlyheld, wasone, wassingles;
hidden byte hold[N];

#define need(x) (wish[x] == OUT -> (actual[x] != OUT -> DEL : NO) : (actual[x] == OUT -> ADD : \
    (actual[x] == wish[x] -> NO : (wish[x] == IN -> RAISE : DRAIN))))
#if FIGHT
#define isleft(x) (mark[x] == LEFT && leftnow[x])
#else
#define isleft(x) false
#endif
#define writable(x) (mark[x] != FAILING && mark[x] != LEFT)
#define takesout(x) (carries(actual[x]) && !carries(wish[x]))
/* A storm is to be long and to get somewhere: what is rare in it comes with a luck of its own. */
#if STORM
hidden byte luck, mood[N];
#define rarely(x) (luck == (x))
#define unlucky (luck == 6 || luck == 7 || (N > 1 && luck > 11))
#define often (luck < 5 * N)
#define feels(want) (phase[at] == RECV || !FINE -> mood[at] == (want) || rarely(5) : (luck < 11) == (want))
#else
#define rarely(x) true
#define unlucky true
#define often true
#define feels(want) true
#endif
#define mayfail (faults < MAXFAIL && !quiet && unlucky)
#define UPFACT 1
#define DOWNFACT 2
#define CONFIRMED 3

/* ================================ wishes ================================ */

/* DesiredTable.Refresh and TellHolds */
inline work_out_wishes() {
    missing = FLOOR; i = 0;
    do
    :: i < N ->
        hold[i] = false;
        if
        :: state[i] == UP || (state[i] == ADOPTED && carries(found[i])) -> missing--
        :: else
        fi;
        i++
    :: else -> break
    od;
    if
    :: missing > 0 && state[lastdown] == DOWN && wasin[lastdown] -> hold[lastdown] = true; missing--
    :: else
    fi;
#if N > 1
    if
    :: missing > 0 && state[1 - lastdown] == DOWN && wasin[1 - lastdown] -> hold[1 - lastdown] = true
    :: else
    fi;
#endif
    i = 0;
    do
    :: i < N ->
        if
        :: hold[i] && !held[i] -> printf("< held %d\n", i)
        :: !hold[i] && held[i] -> printf("< released %d\n", i)
        :: else
        fi;
        held[i] = hold[i];
        hold[i] = false;
        k = (state[i] == UP || held[i] -> IN : (state[i] == ADOPTED -> found[i] : OUT));
#if FIGHT
        if :: k != wish[i] -> repairs[i] = false; leftnow[i] = false :: else fi;
#endif
        wish[i] = k;
        i++
    :: else -> break
    od;
    /* The floor, said again: whoever can keep it stays in while fewer than the floor are in. */
    k = 0; e = 0; i = 0;
    do
    :: i < N -> k = k + (carries(wish[i]) -> 1 : 0); e = e + (wasin[i] && state[i] == DOWN && !carries(wish[i]) -> 1 : 0); i++
    :: else -> break
    od;
    promise(k >= FLOOR || e == 0)                                          /* FLOOR-WISH */
}

/* TableArena.RaiseNeeds */
inline raise_needs() {
    needs = false; i = 0;
    do
    :: i < N ->
        if
        :: need(i) != NO && !isleft(i) ->
            needs = true;
            if :: mark[i] == NONE || mark[i] == LEFT -> mark[i] = PENDING :: else fi
        :: else
        fi;
        i++
    :: else -> break
    od;
    queued = queued || needs
}

/* ================================ the keeper ================================ */

/* TableDiff.Collect: the lines that make the table what it should be, in their order */
inline collect() {
    missing = 0; more = false; i = 0;
    do
    :: i < N ->
        missing = missing + (carries(actual[i]) -> 1 : 0);
        more = more || (!carries(actual[i]) && carries(wish[i]));
        i++
    :: else -> break
    od;
#if MUT == 9
    spare = N;                          /* the floor counts wishes, not what the table has */
#else
    spare = (FLOOR > 0 && more -> missing - FLOOR : N);
#endif
    nedits = 0; k = ADD;
    do
    :: k <= DEL ->
        i = 0;
        do
        :: i < N ->
            if
            :: need(i) == k && writable(i) ->
                if
                :: takesout(i) -> spare--
                :: else
                fi;
                if
                :: takesout(i) && spare < 0
                :: else -> order[nedits] = i; kind[i] = k; value[i] = wish[i]; nedits++
                fi
            :: else
            fi;
            i++
        :: else -> break
        od;
        k++
    :: else -> break
    od
}

inline forget_edits() {
    nedits = 0; single = 0; singles = 0; attributable = false; silent = false; i = 0;
    do :: i < N -> order[i] = 0; kind[i] = NO; value[i] = OUT; i++ :: else -> break od
}

/* TableReader.Fail: nothing is read or written before the back-off is over */
inline reader_fails() {
    rwait = true; readdue = true; out = true; i = 0;
    do :: i < N -> snap[i] = OUT; i++ :: else -> break od;
    startread = (startread == START_PENDING -> START_FAILED : startread)
}

inline tell_line(x) {
    printf("! line %d %d %d\n", kind[x], x, value[x]);
    promise(state[x] == UP || state[x] == DOWN || moved[x])                /* RESTART */
}

/* KeeperWork.StartNext, until a child runs or there is nothing to do */
inline start_next() {
    do
    :: child != NONE || rwait -> break
    :: else ->
        do                                       /* a line whose wish has gone is not tried alone */
        :: single < singles && wish[order[single]] != value[order[single]] && MUT != 11 ->
            single++;
            if :: single == singles -> request_reading() :: else fi
        :: else -> break
        od;
        if
        :: single < singles -> k = ONE
        :: else ->
            if
            :: readdue || !known -> k = SAVE
            :: else ->
                i = 0;
                do
                :: i < N -> if :: mark[i] == FAILING && !await -> mark[i] = RETRYING; queued = true :: else fi; i++
                :: else -> break
                od;
                k = NONE;
                if
                :: queued -> queued = false; collect(); k = (nedits > 0 -> BATCH : NONE)
                :: else
                fi
            fi
        fi;
        if
        :: k == NONE -> break
        :: k != NONE && nostart ->
            nostart = false; faults++;
            printf("! cannot %d\n", k);
            if
            :: k != SAVE ->
                e = 0;
                do :: e < nedits -> mark[order[e]] = FAILING; e++ :: else -> break od;
                forget_edits()
            :: else
            fi;
            reader_fails()
        :: else ->
            promise(child == NONE);                                        /* ONE-CHILD */
            child = k; cstate = RUNS;
            printf("! start %d\n", k);
            if
            :: k == BATCH ->
                promise(known && !unread);                                 /* READ-FIRST */
                e = 0; missing = 0; more = true;
                do
                :: e < nedits ->
                    tell_line(order[e]);
                    missing = missing - (takesout(order[e]) -> 1 : 0);
                    more = more && !(takesout(order[e]) && state[order[e]] == DOWN && wasin[order[e]]);
                    e++
                :: else -> break
                od;
                i = 0;
                do :: i < N -> missing = missing + (carries(actual[i]) -> 1 : 0); i++ :: else -> break od;
                promise(more || missing >= FLOOR)                          /* FLOOR-BATCH */
            :: k == ONE ->
                tell_line(order[single]);
                promise(wish[order[single]] == value[order[single]])       /* WANTED */
            :: else
            fi
        fi
    od;
    nostart = false
}

/* The end of a turn: facts are told, wishes worked out, work is begun. */
inline publish() {
    work_out_wishes();
    raise_needs();
    start_next();
    stand()
}

#if FIGHT
/* FightCounts.Note */
inline note(x) {
    changes[x] = (changes[x] <= REPAIRS -> changes[x] + 1 : changes[x]); repairs[x] = true;
    if
    :: changes[x] > REPAIRS -> mark[x] = LEFT; leftnow[x] = true; out = true; gave = true; printf("< fight %d\n", x)
    :: else -> gave = false
    fi
}
#endif

/* KeeperWork.Verify: what took, what is tried line by line, what waits */
inline verify() {
    wassingles = singles > 0; wasone = nedits == 1; nf = 0; e = 0;
    do
    :: e < nedits ->
        i = order[e];
        if
        :: (actual[i] != value[i]) && (wish[i] == value[i]) -> order[nf] = i; nf++
        :: else
        fi;
        e++
    :: else -> break
    od;
    nedits = nf;
    if
    :: nf == 0 -> applied = true; forget_edits()
    :: nf > 0 && !wasone && !wassingles && attributable -> single = 0; singles = nf
    :: else ->
        more = false; e = 0;
        do
        :: e < nf ->
            i = order[e]; gave = false;
#if FIGHT
            if :: silent && changes[i] > 0 && repairs[i] -> note(i) :: else fi;
#endif
            if :: !gave -> mark[i] = FAILING; more = true :: else fi;
            e++
        :: else -> break
        od;
        if :: more -> await = true; out = true :: else fi;
        forget_edits()
    fi
}

/* TableReader.Complete and KeeperWork.FinishReading */
inline finish_reading() {
    i = 0;
    do :: i < N -> actual[i] = snap[i]; snap[i] = OUT; i++ :: else -> break od;
    rwait = false; readdue = false; disagreed = false; unread = false;
    if
    :: fresh ->
        fresh = false; i = 0;
        do
        :: i < N ->
            if
            :: actual[i] != OUT && MUT != 10 ->       /* 10: a restart does not adopt what it finds */
                wasin[i] = FLOOR > 0;
                if
                :: state[i] == UNKNOWN ->
                    state[i] = ADOPTED; found[i] = actual[i]; adopted[i] = true;
                    late = late || startread != START_PENDING
                :: else
                fi
            :: else
            fi;
            i++
        :: else -> break
        od;
        work_out_wishes()
    :: else
    fi;
    startread = START_DONE; known = true;
    differs = false; i = 0;
    do
    :: i < N ->
        if
        :: need(i) == NO -> mark[i] = NONE
        :: else ->
#if FIGHT
            if :: mark[i] == LEFT && !leftnow[i] -> mark[i] = PENDING :: else fi;
            if
            :: (mark[i] == LEFT && changes[i] <= REPAIRS) || mark[i] == NONE ->
                note(i);
                if :: !gave -> mark[i] = PENDING :: else fi
            :: else
            fi;
#else
            if :: mark[i] == NONE -> mark[i] = PENDING :: else fi;
#endif
            differs = differs || mark[i] != LEFT
        fi;
        i++
    :: else -> break
    od;
    queued = queued || differs;
    applied = false;
    if :: verifying -> verifying = false; verify() :: else fi;
    more = applied || !differs; i = 0;
    do
    :: i < N -> more = more && mark[i] != FAILING && mark[i] != RETRYING && mark[i] != LEFT; i++
    :: else -> break
    od;
    if
    :: more ->
        await = false;
        if :: out -> out = false; printf("< instep\n") :: else fi
    :: else
    fi
}

inline request_reading() {
    unread = true;
#if MUT == 1
    unread = false; e = 0;              /* believes its wish, never looks */
    do :: e < nedits -> actual[order[e]] = value[order[e]]; mark[order[e]] = NONE; e++ :: else -> break od;
    forget_edits(); verifying = false
#elif MUT == 7
    unread = false; e = 0;              /* trusts exit codes */
    do
    :: e < nedits && silent -> actual[order[e]] = value[order[e]]; mark[order[e]] = NONE; e++
    :: e < nedits && !silent -> mark[order[e]] = FAILING; await = true; e++
    :: else -> break
    od;
    forget_edits(); verifying = false
#else
    verifying = true; readdue = true
#endif
}

/* A child has ended: KeeperWork.Advance */
inline child_ended(fine, killed) {
    k = child; child = NONE; cstate = NONE;
    if
    :: k == SAVE && (fine) -> child = LIST; cstate = RUNS; printf("! start %d\n", LIST)
    :: k == LIST && (fine) ->
        reads = 0; snaps = 0; i = 0;
        do
        :: i < N -> reads = reads + (table[i] != OUT -> 1 : 0); snaps = snaps + (snap[i] != OUT -> 1 : 0); i++
        :: else -> break
        od;
        if
        :: reads == snaps -> finish_reading()
        :: reads != snaps && disagreed -> reader_fails()
        :: else -> disagreed = true; readdue = true; i = 0;
            do :: i < N -> snap[i] = OUT; i++ :: else -> break od
        fi
    :: (k == SAVE || k == LIST) && !(fine) -> reader_fails()
    :: k == BATCH ->
        silent = (fine) && (N > 1 || FIGHT || MUT == 7); attributable = N > 1 && !(killed) && !(fine);
        request_reading()
    :: k == ONE ->
        silent = (fine) && (silent || single == 0);
        single++;
        if :: (killed) -> nedits = single; singles = single :: else fi;
        if :: single == singles -> request_reading() :: else fi
    fi
}

/* ================================ the kernel's table ================================ */

inline carry_out(x, akind, avalue) {
    if
    :: akind == ADD && table[x] == OUT -> table[x] = avalue
    :: (akind == RAISE || akind == DRAIN) && table[x] != OUT -> table[x] = avalue
    :: akind == DEL && table[x] != OUT -> table[x] = OUT
    :: else -> conflict = true
    fi
}

/* The child at hand carries out some of its lines. */
inline work(how) {
    conflict = false;
    if
    :: child == SAVE -> i = 0;
        do :: i < N -> snap[i] = table[i]; i++ :: else -> break od
    :: child == BATCH || child == ONE ->
        e = (child == ONE -> single : 0);
        do
        :: e < nedits && (child == BATCH || e == single) ->
            if
            :: how == ALL || (how == FIRST && e == 0) || (how == LAST && e + 1 == nedits) ->
                i = order[e];
                carry_out(i, kind[i], value[i])
            :: else
            fi;
            e++
        :: else -> break
        od
    :: else
    fi
}

/* ================================ verdicts ================================ */

/* The end of an attempt: Judge, Verdicts.LookAt, and what the table makes of it. The second half is the oracle. */
inline conclude(x, r) {
    phase[x] = IDLE; spent[x] = 0; inphase[x] = 0; pieces[x] = 0;
    fact = NONE; due = false;
    if
    :: r == PASS ->
        fails[x] = 0;
        passes[x] = (passes[x] < RISE -> passes[x] + 1 : passes[x]);
        if :: health[x] != UP && passes[x] >= RISE -> health[x] = UP; due = true :: else fi
    :: r == FAIL || (r == OURS && MUT == 4) ->        /* 4: our own faults count as failures */
        passes[x] = 0;
        fails[x] = (fails[x] < FALL -> fails[x] + 1 : fails[x]);
        if :: health[x] != DOWN && fails[x] >= FALL -> health[x] = DOWN; due = true :: else fi
    :: else
    fi;
    if
    :: due ->
        first = !verified[x];
        verified[x] = true;
        if
        :: isup[x] == (health[x] == UP) && !(MUT == 5 && first) ->         /* 5: tells what is no change */
            fact = (first -> CONFIRMED : NONE)
        :: else ->
            isup[x] = health[x] == UP;
            fact = (isup[x] -> UPFACT : DOWNFACT)
        fi
    :: else
    fi;
    /* the oracle: from the history alone */
    if
    :: r != OURS -> 
        hist[x] = ((hist[x] << 1) | (r == PASS -> 1 : 0)) & ((1 << LONGEST) - 1);
        hlen[x] = (hlen[x] < LONGEST -> hlen[x] + 1 : LONGEST)
    :: else
    fi;
    k = UNKNOWN;
    if
    :: r == PASS && hlen[x] >= RISE && (hist[x] & ((1 << RISE) - 1)) == ((1 << RISE) - 1) -> k = UP
    :: r == FAIL && hlen[x] >= FALL && (hist[x] & ((1 << FALL) - 1)) == 0 -> k = DOWN
    :: else
    fi;
    if
    :: k != UNKNOWN && k != verdict[x] ->
        was = verdict[x] != UNKNOWN;
        verdict[x] = k;
        promise(fact == (told[x] == (k == UP) -> (was -> NONE : CONFIRMED) : (k == UP -> UPFACT : DOWNFACT)));
        told[x] = k == UP                                                 /* ONCE */
    :: else -> promise(fact == NONE)                                       /* ONCE, and OURS when r is OURS */
    fi;
    promise(told[x] == isup[x]);
    if
    :: fact == UPFACT -> printf("< up %d\n", x)
    :: fact == DOWNFACT -> printf("< down %d\n", x)
    :: fact == CONFIRMED -> printf("< confirmed %d\n", x)
    :: else
    fi;
    if
    :: fact == UPFACT || (fact == CONFIRMED && isup[x]) ->
        state[x] = UP; found[x] = OUT; adopted[x] = false; moved[x] = false;
        wasin[x] = FLOOR > 0;
#if N > 1
        lastdown = (lastdown == x -> 1 - x : lastdown)
#else
        skip
#endif
    :: fact == DOWNFACT || (fact == CONFIRMED && !isup[x]) ->
        state[x] = DOWN; found[x] = OUT; adopted[x] = false; moved[x] = false;
        lastdown = x
    :: else
    fi
}

/* ================================ how the daemon stands ================================ */

/* What comes between two turns: the checks begin once the table was tried; a late reading adopts. */
inline stand() {
    if
    :: late && begun ->
        late = false; i = 0;
        do
        :: i < N ->
            if
            :: adopted[i] && !verified[i] -> isup[i] = true; told[i] = true
            :: else
            fi;
            i++
        :: else -> break
        od
    :: !begun && startread != START_PENDING ->
        begun = true; late = false; i = 0;
        do :: i < N -> isup[i] = adopted[i]; told[i] = adopted[i]; phase[i] = CONN; i++ :: else -> break od
    :: else
    fi;
    printf("= daemon %d %d %d %d\n", begun, startread, out, child);
    i = 0;
    do
    :: i < N ->
        printf("= real %d %d %d %d %d %d %d ", i, phase[i], passes[i], fails[i], health[i], isup[i], verified[i]);
        printf("%d %d %d %d\n", wish[i], actual[i], mark[i], table[i]);
        i++
    :: else -> break
    od;
    i = 0
}

inline reset() {
    begun = false; startread = START_PENDING; late = false; known = false; fresh = true; readdue = true;
    disagreed = false; verifying = false; queued = true; out = false; rwait = false; await = false;
    child = NONE; cstate = NONE; lastdown = 0; attributable = false; silent = false; unread = false;
    forget_edits(); i = 0;
    do
    :: i < N ->
        phase[i] = IDLE; spent[i] = 0; inphase[i] = 0; pieces[i] = 0; passes[i] = 0; fails[i] = 0;
        health[i] = UNKNOWN; isup[i] = false; verified[i] = false;
        state[i] = UNKNOWN; found[i] = OUT; wish[i] = OUT; actual[i] = OUT; snap[i] = OUT; mark[i] = PENDING;
        wasin[i] = false; held[i] = false; adopted[i] = false;
#if FIGHT
        changes[i] = 0; repairs[i] = false; leftnow[i] = false;
#endif
        hist[i] = 0; hlen[i] = 0; verdict[i] = UNKNOWN; told[i] = false; moved[i] = false;
        i++
    :: else -> break
    od
}

/* The daemon is gone; lines that its child has not written yet may still come. */
inline die() {
    if
    :: (child == BATCH || child == ONE) && cstate != HANGS_DONE ->
        orphan = true; e = 0;
        do
        :: e < nedits ->
            if
            :: child == BATCH || e == single -> okind[order[e]] = kind[order[e]]; ovalue[order[e]] = value[order[e]]
            :: else
            fi;
            e++
        :: else -> break
        od
    :: else
    fi;
    reset()
}

/* RESTART is asked of a server without a verdict only. */
#define open(x) (state[x] == UNKNOWN || state[x] == ADOPTED)

/* ================================ the acts of the world ================================ */

/* What comes of the act for each check. Time that passes begins what waits for its start and brings what is in flight
 * nearer to its deadline; a process that stood still has lost what was in flight. */
inline carry_checks() {
    j = 0;
    do
    :: j < N ->
        result = NONE;
        if
        :: act == ticks || act == stalls_long ->
            if
            :: phase[j] == IDLE ->
                phase[j] = CONN;
                if :: nofd -> result = OURS :: else fi
            :: phase[j] != IDLE && act == stalls_long -> result = OURS
#if MUT == 2
            :: phase[j] == RECV && act == ticks         /* no deadline while receiving */
#endif
            :: else ->
                spent[j]++; inphase[j]++;
                promise(spent[j] <= BUDGET);                               /* DEADLINE */
                if :: spent[j] == BUDGET || inphase[j] == PHASE -> result = FAIL :: else fi
            fi
        :: j == at && act == connected -> phase[j] = SEND; inphase[j] = 0
        :: j == at && (act == taken || act == cut) -> phase[j] = RECV; inphase[j] = 0
        :: j == at && (act == answered || act == passes_whole) -> result = PASS
        :: j == at && (act == refused || act == lost || act == mistaken || act == closed || act == fails_whole) ->
            result = FAIL
        :: j == at && (act == connect_ours || act == send_ours || act == receive_ours || act == ours_whole) ->
            result = OURS
#if MUT != 3
        :: j == at && act == piece ->                   /* 3: no cap on bytes */
            pieces[j]++;
            if :: pieces[j] == MAXB -> result = FAIL :: else fi
#endif
        :: else
        fi;
        if :: result != NONE -> conclude(j, result) :: else fi;
        j++
    :: else -> break
    od;
    nofd = false
}

/* What comes of it for the keeper. */
inline carry_child() {
    if
    :: act == hangs ->
        if :: how == ALL -> work(how) :: else fi;
        cstate = (how == ALL -> HANGS_DONE : HANGS)
#if MUT == 6
    :: act == deadline -> skip                          /* a child that hangs is never killed */
    :: act == ends ->
#else
    :: act == ends || act == deadline ->
#endif
        conflict = false;
        if :: cstate != HANGS_DONE -> work(how) :: else fi;
        await = await && act != deadline;               /* whoever waits for a child that hangs waits long */
        child_ended(well && !conflict, act == deadline)
    :: act == waits || act == reconciles || act == hour ->
        rwait = false; await = false;                   /* 16 s: longer than any back-off */
        if
#if MUT != 1 && MUT != 7 && MUT != 8                    /* 8: reads back only after its own commands */
        :: act == reconciles -> readdue = true
#endif
#if FIGHT
        :: act == hour ->
            readdue = true; i = 0;
            do :: i < N -> changes[i] = 0; i++ :: else -> break od
#endif
        :: else
        fi
    :: else
    fi
}

#define can(want) ((!quiet || (srv[at] == want)) && feels(want))

inline choose_of_peer() {
    if
#if FINE
    :: phase[at] == CONN && can(true) -> act = connected
    :: phase[at] == CONN && can(false) -> act = refused
    :: phase[at] == CONN && !quiet && rarely(8) -> act = connect_ours
    :: phase[at] == SEND && can(true) -> act = taken
    :: phase[at] == SEND && can(false) -> act = cut
    :: phase[at] == SEND && can(false) -> act = lost
    :: phase[at] == SEND && !quiet && rarely(8) -> act = send_ours
    :: phase[at] == RECV && can(true) -> act = answered
    :: phase[at] == RECV && can(false) -> act = mistaken
    :: phase[at] == RECV && can(false) -> act = closed
    :: phase[at] == RECV && can(false) -> act = piece
    :: phase[at] == RECV && !quiet && rarely(8) -> act = receive_ours
    :: can(false) -> stage = CHILD                      /* silence, a shut window */
#else
    :: can(true) -> act = passes_whole
    :: can(false) -> act = fails_whole
    :: !quiet && rarely(8) -> act = ours_whole
#endif
    fi
}

inline choose_of_child() {
    if
    :: cstate == RUNS -> act = ends; how = ALL; well = true
    :: cstate == RUNS && mayfail -> act = ends; how = NOTHING; well = false; faults++
    :: cstate == RUNS && mayfail && child >= BATCH -> act = ends; how = ALL; well = false; faults++
    :: cstate == RUNS && mayfail && child >= BATCH -> act = ends; how = NOTHING; well = true; faults++
#if N > 1
    :: cstate == RUNS && mayfail && child == BATCH && nedits > 1 -> act = ends; how = FIRST; well = false; faults++
    :: cstate == RUNS && mayfail && child == BATCH && nedits > 1 -> act = ends; how = LAST; well = false; faults++
#endif
    :: cstate == RUNS && mayfail -> act = hangs; how = NOTHING; faults++
    :: cstate == RUNS && mayfail && child >= BATCH -> act = hangs; how = ALL; faults++
    :: cstate >= HANGS -> act = deadline; how = NOTHING; well = false
    :: cstate == HANGS && child >= BATCH -> act = deadline; how = ALL; well = false
    :: !quiet && often -> stage = PEER; at++                     /* it is still busy */
    fi
}

#if FIGHT
#define counted (changes[0] > 0 || changes[N - 1] > 0)
#else
#define counted false
#endif

/* Back-offs are over; with a reconcile the table is due to be read as well. */
inline choose_of_time() {
    if
    :: child == NONE && (rwait || await) && !FIGHT -> act = waits
    :: child == NONE && (!quiet || !counted) && often -> act = reconciles
    :: child == NONE && counted && rarely(11) -> act = hour
    :: !quiet || child != NONE -> skip
    fi;
    stage = TICK
}

inline choose_of_clock() {
    if
    :: begun -> act = ticks
    :: begun && FINE && !quiet && rarely(9) -> act = ticks; nofd = true
    :: begun && FINE && !quiet && stalls < MAXSTALL && rarely(10) -> act = stalls_long; stalls++
    :: else
    fi;
    stage = PEER
}

#define crashable (crashes < MAXCRASH && !quiet && !orphan && rarely(12))

/* Peers and the child do what they like within a tick, one server after the other; then time passes. */
proctype daemon() {
    byte at = 0;
    byte stage = BEGIN;
    do
    :: atomic {
#if STORM
            select(luck : 0 .. 15);
            mood[at % N] = (rarely(14) && (stage == PEER) -> 1 - mood[at % N] : mood[at % N]);
#endif
            if
            :: stage == BEGIN -> act = begins; stage = TICK
            :: stage == PEER && at == N -> at = 0; choose_of_time()
            :: stage == PEER && at < N && phase[at] == IDLE -> stage = CHILD
            :: stage == PEER && at < N && phase[at] != IDLE -> choose_of_peer()
            :: stage == CHILD && child == NONE -> stage = PEER; at++
            :: stage == CHILD && child != NONE -> choose_of_child()
            :: stage == TICK -> choose_of_clock()
            :: crashable && stage != BEGIN -> act = dies; crashes++; stage = TICK; at = 0
            fi;
            if                          /* may the next child be started? chosen before the step in which it may be */
            :: nostart = false
            :: mayfail && act != 0 -> nostart = true
            fi;
            d_step {
                i = 0;
                if
                :: act != 0 ->
                    printf("> %e %d %d\n", act, (act == ticks -> nofd : (act == ends || act == hangs || act == deadline ->
                        how : at)), well);
                    if
                    :: act == dies -> die()
                    :: else -> carry_checks(); carry_child()
                    fi;
                    publish();
#if STORM && !FIGHT
                    edits = (act == reconciles || act == dies -> 0 : edits);
#endif
                    act = 0; how = 0; well = false
                :: else
                fi;
                i = 0
            }
        }
    od
}

inline change(x, v) {
    d_step {
        printf("> table %d %d\n", x, v);
        table[x] = v; moved[x] = open(x);
        stand()
    }
}

/* Somebody else's hand on the table, and the moment from which all is calm. */
proctype world() {
    byte x = 0;
    do
    :: atomic {
            edits < MAXEDIT && !quiet && rarely(13) -> edits++;
            if :: x = 0 :: N > 1 -> x = N - 1 fi;
            if
            :: table[x] != OUT -> change(x, OUT)
            :: table[x] != IN -> change(x, IN)
            :: table[x] != ODD -> change(x, ODD)
            fi
        }
#if !STORM
    :: atomic {
            !quiet ->
            x = 0;
            do
            :: x < N -> if :: srv[x] = true :: srv[x] = false fi; x++
            :: else -> break
            od;
            quiet = true; x = 0; break
        }
#endif
    od
}

/* The child of a daemon that is gone writes its lines some day, or never. */
proctype heir() {
end:
    do
    :: atomic {
            orphan ->
            if
            :: d_step {
                    printf("> orphan %d\n", ALL);
                    conflict = false; i = 0;
                    do
                    :: i < N ->
                        if
                        :: okind[i] != NO -> carry_out(i, okind[i], ovalue[i]); moved[i] = open(i)
                        :: else
                        fi;
                        okind[i] = NO; ovalue[i] = OUT; i++
                    :: else -> break
                    od;
                    orphan = false; stand()
                }
            :: d_step {
                    printf("> orphan %d\n", NOTHING); i = 0;
                    do :: i < N -> okind[i] = NO; ovalue[i] = OUT; i++ :: else -> break od;
                    orphan = false; stand()
                }
            fi
        }
    od
}

init {
    byte x = 0;
    atomic {
        do
        :: x < N -> if :: table[x] = OUT :: table[x] = IN :: table[x] = ODD fi; x++
        :: else -> break
        od;
        x = 0;
        d_step {
            printf(": %d %d %d %d %d %d %d %d\n", N, RISE, FALL, BUDGET, PHASE, MAXB, FLOOR, FIGHT);
            i = 0; do :: i < N -> printf(": table %d %d\n", i, table[i]); i++ :: else -> break od;
            reset(); act = 0
        };
        x = 0;
        run daemon(); run world(); run heir()
    }
}

#if N == 1
#define settled(x) (verified[x] && isup[x] == srv[x] && table[x] == wish[x] && (carries(wish[x]) == (srv[x] || held[x])))
#define right settled(0)
#else
#define settled(x) (verified[x] && isup[x] == srv[x] && table[x] == wish[x] && (carries(wish[x]) == (srv[x] || held[x])))
#define right (settled(0) && settled(1))
#endif

/* Every attempt ends: no phase holds a server for ever. */
ltl attempts { []<> (phase[0] == IDLE) }
/* Once the world is calm, verdict and table come to the truth and stay there, and the table is told to be in step. */
ltl settles { [] (quiet -> <>[] (right && !out)) }
