package io.torii.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** How many bytes the threads of another Java process have allocated. */
final class Allocation implements AutoCloseable {

  private final JMXConnector connector;
  private final MBeanServerConnection connection;
  private final ObjectName threads;

  private Allocation(JMXConnector connector) throws IOException, JMException {
    this.connector = connector;
    this.connection = connector.getMBeanServerConnection();
    this.threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
  }

  /** Attaches to a process, which has a management agent from then on. */
  @SuppressWarnings("BanJNDI") // a child of ours, over loopback
  static Allocation of(long pid) throws IOException, JMException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        String address = machine.startLocalManagementAgent();
        return new Allocation(JMXConnectorFactory.connect(new JMXServiceURL(address)));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
  }

  /** Since the start; before Java 21, of the threads that live. */
  long bytes() throws IOException, JMException {
    for (var attribute : connection.getMBeanInfo(threads).getAttributes()) {
      if (attribute.getName().equals("TotalThreadAllocatedBytes")) {
        return (long) connection.getAttribute(threads, attribute.getName());
      }
    }
    long[] each =
        (long[])
            connection.invoke(
                threads,
                "getThreadAllocatedBytes",
                new Object[] {connection.getAttribute(threads, "AllThreadIds")},
                new String[] {long[].class.getName()});
    long sum = 0;
    for (long bytes : each) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
