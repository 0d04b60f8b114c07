package io.wasettings.processor.validation.url;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A DNS server on a UDP port of 127.0.0.1 that answers, or fails to, as it is told. That a name has no such records is
 * said as real servers do: for the time that the zone's SOA record names (RFC 2308).
 */
final class TestDns implements AutoCloseable {

    /** In place of a response code: no answer at all. */
    static final int SILENCE = -1;
    /** In place of a response code: FORMERR to EDNS, an answer without. */
    static final int NO_EDNS = -2;
    /** The same, said in a bare header. */
    static final int NO_EDNS_CURTLY = -3;

    private static final Record START_OF_AUTHORITY = new SOARecord(
            name("example.com"),
            DClass.IN,
            300,
            name("ns.example.com"),
            name("host.example.com"),
            1,
            300,
            300,
            300,
            300);

    private final DatagramSocket socket;
    private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
    private final Map<Name, Integer> rcodes = new ConcurrentHashMap<>();
    private final List<String> queries = new ArrayList<>();

    TestDns() {
        try {
            this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "test-dns");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    TestDns with(String host, int ttl, String... addresses) {
        Name name = name(host);
        for (String text : addresses) {
            byte[] address = Addresses.parse(text).orElseThrow().getAddress();
            add(
                    name,
                    address.length == 4
                            ? new ARecord(name, DClass.IN, ttl, address)
                            : new AAAARecord(name, DClass.IN, ttl, address));
        }
        return this;
    }

    TestDns withAlias(String host, String target) {
        add(name(host), new CNAMERecord(name(host), DClass.IN, 60, name(target)));
        return this;
    }

    /** A signature of each kind of address of that host, which comes beside the addresses. */
    TestDns withSignatures(String host) {
        Name name = name(host);
        for (int type : new int[] {Type.A, Type.AAAA}) {
            add(
                    name,
                    new RRSIGRecord(
                            name, DClass.IN, 60, type, 13, 60, Instant.EPOCH, Instant.EPOCH, 1, name, new byte[64]));
        }
        return this;
    }

    /** An IPv4 address of that host in the class CHAOS. */
    TestDns withChaos(String host, String address) {
        add(
                name(host),
                new ARecord(name(host), DClass.CH, 60, Addresses.parse(address).orElseThrow()));
        return this;
    }

    /** All queries for that host get the code, or {@link #SILENCE}. */
    TestDns failing(String host, int rcode) {
        rcodes.put(name(host), rcode);
        return this;
    }

    /** The queries so far: name without a root dot, a space, and the type. */
    synchronized List<String> queries() {
        return List.copyOf(queries);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void add(Name name, Record entry) {
        records.computeIfAbsent(name, any -> new ArrayList<>()).add(entry);
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                socket.receive(packet);
                Message answer = answer(new Message(ByteBuffer.wrap(packet.getData(), 0, packet.getLength())));
                if (answer != null) {
                    byte[] wire = answer.toWire();
                    socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private synchronized Message answer(Message query) {
        Record question = query.getQuestion();
        queries.add(question.getName().toString(true) + " " + Type.string(question.getType()));
        int rcode = rcodes.getOrDefault(
                question.getName(), records.containsKey(question.getName()) ? Rcode.NOERROR : Rcode.NXDOMAIN);
        if (rcode == SILENCE) {
            return null;
        }
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        if (rcode == NO_EDNS || rcode == NO_EDNS_CURTLY) {
            if (query.getOPT() != null && rcode == NO_EDNS_CURTLY) {
                answer.getHeader().setRcode(Rcode.FORMERR);
                return answer;
            }
            rcode = query.getOPT() == null ? Rcode.NOERROR : Rcode.FORMERR;
        }
        answer.getHeader().setRcode(rcode);
        answer.addRecord(question, Section.QUESTION);
        List<Record> known = rcode == Rcode.NOERROR ? records.getOrDefault(question.getName(), List.of()) : List.of();
        for (Record entry : known) {
            if (entry.getRRsetType() == question.getType() || entry.getType() == Type.CNAME) {
                answer.addRecord(entry, Section.ANSWER);
            }
        }
        if (answer.getSection(Section.ANSWER).isEmpty() && (rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN)) {
            answer.addRecord(START_OF_AUTHORITY, Section.AUTHORITY);
        }
        return answer;
    }

    private static Name name(String host) {
        return Name.fromConstantString(host + ".");
    }
}
