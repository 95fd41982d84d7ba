/*
 * The feed as a model: two writers, two processes, one cache, one client, one restore. Spin walks every interleaving.
 * What is modelled and what is not: README.md. Rules: ../src/feed/SPEC.md and protocol/PROTOCOL.md.
 *
 * Two entities, one per writer; every write has a content of its own (1, 2, …), so that two histories never look alike by chance.
 *
 * Controls, by -D, each of which must be found guilty:
 *   WITHOUT_LOCK            versions come from a sequence, before the commit, and nobody waits for anybody
 *   ROWS_THEN_HEAD          a process reads rows and head in two statements
 *   WITHOUT_LOOK            a process judges a cursor it does not know without looking at the database first
 *   WITHOUT_APPLY_RULE      the client takes whatever comes
 *   WITHOUT_EPOCH_ROTATION  the restore without its last step
 *   REWIND_UNSEEN           history goes back under living processes, one of which never saw what was lost
 * And one that must hold:
 *   REWIND_SEEN             history goes back under living processes, all of which had seen what was lost
 */

#ifndef WRITES
#define WRITES 3                /* transactions, committed or not, over the whole run */
#endif
#define VERSIONS (WRITES + 2)   /* 0, one for each write, one for the rotation */
#define NONE 255
#ifndef RESETS_MAX
#define RESETS_MAX 3
#endif

#if defined(REWIND_SEEN) || defined(REWIND_UNSEEN)
#define REWIND
#endif

mtype = { PLAIN, SINCE, AT, DELTA, SNAPSHOT, RESET };

/* ---- the database ---- */
byte headE, headV;              /* event_head: epoch, version */
byte rowV[2], rowX[2];          /* feed_entity: version and content of the two entities */
byte writes;                    /* also the content of the newest write */
byte inFlight;                  /* open transactions; with the lock never more than one */
#ifdef WITHOUT_LOCK
byte sequence;
#endif

/* ---- what the proof knows and nobody in the model can see ---- */
typedef Meaning { byte x[2] };
Meaning truth[2 * VERSIONS];    /* (epoch, version) → the projection of all transactions up to it */

/* ---- two processes ---- */
typedef Replica { byte e, v; byte rowV[2]; byte rowX[2] };
Replica api[2];

/* ---- one cache with one entry, one client ---- */
typedef Answer { mtype kind; byte e, from, to; byte x[2] };
typedef Entry { mtype url; byte e, v; Answer a };
Entry cached;
bool joined, waiting, restored;
byte cE, cV, cX[2];             /* the client: cursor and state */
byte wE, wV;                    /* the snapshot it awaits after a reset */
byte resets;

hidden Answer a;                /* scratch of one atomic step */
hidden byte k, u;
hidden mtype url;
hidden byte qE, qV;

#define MEANS(e, v) truth[(e) * VERSIONS + (v)]

/* NoSkip (F2, F3, F5): at (epoch, version) the client holds exactly the projection of all transactions up to there. */
inline check_no_skip() {
  assert(!joined || waiting || (cX[0] == MEANS(cE, cV).x[0] && cX[1] == MEANS(cE, cV).x[1]))
}

/* EpochUnique (F8): a version is not committed while anybody holds one of that number, or above it, of the same epoch. */
#define HOLDS(what, v) (what.kind != RESET && what.kind != 0 && what.e == headE && what.to >= v)
inline check_epoch_unique(v) {
  assert(!(joined && cE == headE && cV >= v) && !HOLDS(cached.a, v))
}

inline commit(me, version, content) {
#ifndef WITHOUT_LOCK
  check_epoch_unique(version);
#endif
  headV = (version > headV -> version : headV);
  rowV[me] = version;
  rowX[me] = content;
  for (u : 1 .. VERSIONS - 1) {
    for (k : 0 .. 1) {
      if
      :: u >= version && rowV[k] <= u -> MEANS(headE, u).x[k] = rowX[k]
      :: else
      fi
    }
  }
  check_no_skip()
}

/* feed_rotate: above every row and the head. */
inline rotate() {
  headE = headE + 1;
#ifdef WITHOUT_LOCK
  sequence = 1 + (sequence > headV -> sequence : headV);
#endif
  headV = 1 + (headV > rowV[0] -> (headV > rowV[1] -> headV : rowV[1]) : (rowV[0] > rowV[1] -> rowV[0] : rowV[1]));
  for (u : headV .. VERSIONS - 1) {
    for (k : 0 .. 1) { MEANS(headE, u).x[k] = rowX[k] }
  }
}

/* `changes`: head and every row above the own version, in one statement (F3). */
inline read(q) {
#ifdef REWIND
  if
  :: api[q].e == headE && headV < api[q].v -> rotate()
  :: else
  fi;
#endif
  if
  :: api[q].e != headE ->
     for (k : 0 .. 1) { api[q].rowV[k] = rowV[k]; api[q].rowX[k] = rowX[k] };
     api[q].e = headE;
     api[q].v = headV
  :: else ->
     for (k : 0 .. 1) {
       if
       :: rowV[k] > api[q].v -> api[q].rowV[k] = rowV[k]; api[q].rowX[k] = rowX[k]
       :: else
       fi
     }
#if defined(WITHOUT_EPOCH_ROTATION) || defined(REWIND)
     api[q].v = headV
#else
     assert(headV >= api[q].v);
     api[q].v = headV
#endif
  fi
}

proctype Writer(byte me) {
  byte v;
  do
  :: d_step {
#ifndef WITHOUT_LOCK
       inFlight == 0 &&
#endif
       writes < WRITES ->
       inFlight++;
#ifdef REWIND
       /* The flush names the head its process knows; SQL refuses a lower one and the process rotates (PL002). */
       if
       :: api[me].e == headE && headV < api[me].v -> rotate()
       :: else
       fi;
#endif
#ifdef WITHOUT_LOCK
       writes++;
       sequence++;
       v = sequence
#else
       v = headV + 1
#endif
     }
     if
#ifdef WITHOUT_LOCK
     :: d_step { commit(me, v, v); inFlight--; v = 0 }
#else
     :: d_step { writes++; commit(me, v, writes); inFlight--; v = 0 }
     :: d_step { inFlight--; v = 0 }  /* aborts, and may try again */
#endif
     fi
  :: writes == WRITES -> break
  od
}

/* Ticks of one process. One that nobody asked yet holds nothing and reads nothing. */
proctype Ticks(byte me) {
#ifdef ROWS_THEN_HEAD
  byte newV[2], newX[2];
#endif
end:
  do
#ifdef ROWS_THEN_HEAD
  :: d_step {
       api[me].e == headE && headV > api[me].v ->
       for (k : 0 .. 1) { newV[k] = rowV[k]; newX[k] = rowX[k] }
     }
     d_step {
       if
       :: api[me].e == headE ->
          for (k : 0 .. 1) {
            if
            :: newV[k] > api[me].v -> api[me].rowV[k] = newV[k]; api[me].rowX[k] = newX[k]
            :: else
            fi
          }
          api[me].v = headV
       :: else
       fi;
       for (k : 0 .. 1) { newV[k] = 0; newX[k] = 0 }
     }
#else
  :: d_step { api[me].e != NONE && (api[me].e != headE || api[me].v != headV) -> read(me) }
#endif
  od
}

/* What process q says to (url, qE, qV): W6 and W7. */
inline answer(q) {
  if
  :: api[q].e == NONE -> read(q)
#ifndef WITHOUT_LOOK
  :: api[q].e != NONE && url != PLAIN && (api[q].e != qE || qV > api[q].v) -> read(q)
#endif
  :: else
  fi;
  a.e = api[q].e;
  a.to = api[q].v;
  if
  :: url != PLAIN && (a.e != qE || qV > a.to) -> a.kind = RESET; a.from = 0; a.x[0] = 0; a.x[1] = 0
  :: else ->
     a.kind = (url == SINCE -> DELTA : SNAPSHOT);
     a.from = (url == SINCE -> qV : 0);
     for (k : 0 .. 1) { a.x[k] = (url != SINCE || api[q].rowV[k] > qV -> api[q].rowX[k] : 0) }
     assert(url != SINCE || a.to >= qV)  /* W6 */
  fi
}

inline copy(from_, to_) {
  to_.kind = from_.kind; to_.e = from_.e; to_.from = from_.from; to_.to = from_.to;
  to_.x[0] = from_.x[0]; to_.x[1] = from_.x[1]
}

/* W1, the client's only rule. */
inline apply() {
  if
  :: a.kind == DELTA ->
     if
#ifdef WITHOUT_APPLY_RULE
     :: joined && !waiting ->
#else
     :: joined && !waiting && a.e == cE && a.from <= cV && cV <= a.to ->
#endif
        assert(a.e != cE || a.to >= cV);  /* Monotone */
        for (k : 0 .. 1) { cX[k] = (a.x[k] -> a.x[k] : cX[k]) };
        cE = a.e;
        cV = a.to
     :: else
     fi
  :: a.kind == SNAPSHOT ->
     if
#ifdef WITHOUT_APPLY_RULE
     :: true ->
#else
     :: (waiting && a.e == wE && a.to >= wV) || (!waiting && (!joined || a.e != cE || a.to >= cV)) ->
#endif
        assert(!joined || waiting || a.e != cE || a.to >= cV);  /* Monotone */
        for (k : 0 .. 1) { cX[k] = a.x[k] };
        cE = a.e; cV = a.to; joined = true;
        waiting = false; wE = 0; wV = 0
     :: else
     fi
  :: else ->
     waiting = true; wE = a.e; wV = a.to;
#ifndef REWIND
     resets++;
     assert(resets <= RESETS_MAX)  /* NoLoop */
#endif
  fi;
  check_no_skip()
}

inline question() {
  url = (!joined && !waiting -> PLAIN : (waiting -> AT : SINCE));
  qE = (waiting -> wE : (joined -> cE : 0));
  qV = (waiting -> wV : (joined -> cV : 0))
}

#define CACHE 2

proctype Client() {
  byte via, behind;
  bool keeps, isSlow;
  do
  /* Asks a process, or the cache in front of one, which may keep the answer. The client may give up waiting for it. */
  :: atomic {
       /* All choices first: what follows them is one step. */
       if
       :: behind = 0
       :: behind = 1
       fi;
       if
       :: via = behind; keeps = false; isSlow = false
       :: via = CACHE; keeps = false; isSlow = false
       :: via = CACHE; keeps = true; isSlow = false
       :: via = CACHE; keeps = true; isSlow = true
       fi;
       d_step {
         question();
         if
         :: via == CACHE && !keeps && cached.url == url && cached.e == qE && cached.v == qV -> copy(cached.a, a)
         :: else -> answer(behind)
         fi;
         if
         :: keeps -> cached.url = url; cached.e = qE; cached.v = qV; copy(a, cached.a)
         :: else
         fi;
         if
         :: isSlow
         :: else -> apply()
         fi;
         behind = 0; via = 0; keeps = false; isSlow = false
       }
     }
  /* What the cache holds reaches the client long after it was asked for: a second time, or for the first. */
  :: d_step {
       cached.url != 0 ->
       copy(cached.a, a);
       cached.url = 0; cached.e = 0; cached.v = 0;
       cached.a.kind = 0; cached.a.e = 0; cached.a.from = 0; cached.a.to = 0; cached.a.x[0] = 0; cached.a.x[1] = 0;
       apply()
     }

  /* All is quiet. One tick later three questions are enough: poll, perhaps reset, snapshot (NoLoop, F5). */
  :: atomic {
       writes == WRITES && inFlight == 0 && restored ->
       if
       :: behind = 0
       :: behind = 1
       fi;
       d_step {
         if
         :: api[behind].e != NONE -> read(behind)
         :: else
         fi;
         via = 0;
         do
         :: via < 3 -> via++; question(); answer(behind); apply()
         :: else -> break
         od;
         assert(joined && !waiting && cE == headE && cV == headV && cX[0] == rowX[0] && cX[1] == rowX[1])
       };
       break
     }
  od
}

/*
 * A backup at any moment; later the database is that backup again. docs/restore.md: no process runs meanwhile, the last step rotates.
 * Transactions in flight are lost; a writer may abort at any moment, so waiting for none loses no behaviour.
 */
proctype Restore() {
  byte e, v, oldV[2], oldX[2];
  d_step {
    e = headE; v = headV;
    for (k : 0 .. 1) { oldV[k] = rowV[k]; oldX[k] = rowX[k] }
  }
  d_step {
#ifdef REWIND_SEEN
    api[0].e == headE && api[1].e == headE && api[0].v == headV && api[1].v == headV &&
#endif
    inFlight == 0 ->
    headE = e; headV = v;
    for (k : 0 .. 1) { rowV[k] = oldV[k]; rowX[k] = oldX[k] };
#ifndef REWIND
    for (k : 0 .. 1) {
      api[k].e = NONE; api[k].v = 0;
      for (u : 0 .. 1) { api[k].rowV[u] = 0; api[k].rowX[u] = 0 }
    };
#ifndef WITHOUT_EPOCH_ROTATION
    rotate();
#endif
#endif
    v = 0;
    for (k : 0 .. 1) { oldV[k] = 0; oldX[k] = 0 };
    restored = true
  }
}

init {
  atomic {
    api[0].e = NONE;
    api[1].e = NONE;
    run Writer(0);
    run Writer(1);
    run Ticks(0);
    run Ticks(1);
    run Client();
    run Restore()
  }
}
