package io.torii.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A crowd of slow clients, on one thread. */
final class SlowClients implements AutoCloseable {

  private static final long TICK_MILLIS = 250;

  private final List<SlowClient> clients = new ArrayList<>();
  private final Selector selector = Selector.open();
  private final Thread thread = new Thread(this::run, "slow-clients");
  private volatile boolean hurry;
  private volatile boolean closed;
  private volatile String failure = "";

  private SlowClients() throws IOException {}

  /**
   * Connects them; each has asked when this returns, or does so soon.
   *
   * @param downloads how many read a body of that size: half of them nothing of it
   * @param uploads how many send a body, and get it back
   */
  static SlowClients start(int port, int downloads, int size, int uploads, int upload)
      throws IOException {
    SlowClients all = new SlowClients();
    for (int i = 0; i < downloads; i++) {
      all.clients.add(SlowClient.download(port, i, size, i % 2 == 0 ? 0 : 2));
    }
    for (int i = 0; i < uploads; i++) {
      all.clients.add(SlowClient.upload(port, i, upload, 4));
    }
    all.thread.setDaemon(true);
    all.thread.start();
    return all;
  }

  private void run() {
    try {
      while (!closed && !hurry) {
        clients.forEach(SlowClient::move);
        selector.select(TICK_MILLIS);
      }
      for (SlowClient client : clients) {
        if (!client.done()) {
          client.channel().register(selector, client.interest(), client);
        }
      }
      ByteBuffer room = ByteBuffer.allocate(1 << 18);
      while (!closed && !clients.stream().allMatch(SlowClient::done)) {
        selector.select(key -> hurry(key, room), TICK_MILLIS);
      }
    } catch (IOException e) {
      failure = e.toString();
    }
  }

  private static void hurry(SelectionKey key, ByteBuffer room) {
    SlowClient client = (SlowClient) key.attachment();
    client.hurry(room);
    if (client.done()) {
      key.cancel();
    } else {
      key.interestOps(client.interest());
    }
  }

  /** They take what there is from now on; false if they are not done in that time. */
  boolean finish(Duration most) throws InterruptedException {
    hurry = true;
    selector.wakeup();
    TimeUnit.MILLISECONDS.timedJoin(thread, most.toMillis());
    return !thread.isAlive();
  }

  /** What went wrong with them. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (!failure.isEmpty()) {
      faults.add(failure);
    }
    clients.stream().map(SlowClient::fault).filter(f -> !f.isEmpty()).forEach(faults::add);
    return faults;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    selector.close();
    for (SlowClient client : clients) {
      client.close();
    }
  }
}
