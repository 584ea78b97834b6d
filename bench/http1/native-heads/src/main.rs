// `native-heads httparse|picohttpparser FILE MILLISECONDS`: parses the request head in a file again and again, and prints
// how often a second of processor time.
use std::hint::black_box;

const FIELDS: usize = 64;

fn processor_time() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn by_httparse(head: &[u8]) -> bool {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut request = httparse::Request::new(&mut fields);
    matches!(request.parse(black_box(head)), Ok(httparse::Status::Complete(_))) && black_box(&request).method.is_some()
}

fn by_picohttpparser(head: &[u8]) -> bool {
    use picohttpparser_sys::{phr_header, phr_parse_request};
    use std::ptr::null;
    let (mut method, mut path) = (null(), null());
    let (mut method_length, mut path_length, mut minor, mut count) = (0, 0, 0, FIELDS);
    let mut fields = [phr_header { name: null(), name_len: 0, value: null(), value_len: 0 }; FIELDS];
    let head = black_box(head);
    let length = unsafe {
        phr_parse_request(
            head.as_ptr() as *const _, head.len(), &mut method, &mut method_length, &mut path, &mut path_length,
            &mut minor, fields.as_mut_ptr(), &mut count, 0,
        )
    };
    black_box(&fields);
    length == head.len() as i32
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let head = std::fs::read(&arguments[2]).expect("a file with a head");
    let least: f64 = arguments[3].parse::<f64>().expect("milliseconds") / 1000.0;
    let parse = if arguments[1] == "httparse" { by_httparse } else { by_picohttpparser };
    let (start, mut times) = (processor_time(), 0u64);
    loop {
        for _ in 0..2000 {
            assert!(parse(&head), "the head was refused");
        }
        times += 2000;
        let elapsed = processor_time() - start;
        if elapsed >= least {
            println!("{}", times as f64 / elapsed);
            return;
        }
    }
}
